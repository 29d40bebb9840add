using System;
using System.IO;
using System.Numerics;

namespace BackpropGen;

/// <summary>A network that predicts. Rows lie one after the other in flat spans; their number is whole and exact.</summary>
/// <typeparam name="T">The type of parameters and values: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface INetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Values the network takes for one row.</summary>
    int InputCount { get; }

    /// <summary>Values the network gives for one row.</summary>
    int OutputCount { get; }

    /// <summary>Parameters, frozen ones included.</summary>
    int ParameterCount { get; }

    /// <summary>Layers, shapes, activations and parameter offsets.</summary>
    NetworkDescription Description { get; }

    /// <summary>Running statistics of batch normalisation: mean, then variance, of each such layer; 0 without one. They are no parameters.</summary>
    int StatisticCount { get; }

    /// <summary>Gives all parameters the first values that belong to a seed: the same on every machine.</summary>
    void Initialize(ulong seed);

    /// <summary>Computes the outputs for any number of rows, in inference mode. May run on many threads at once.</summary>
    /// <param name="inputs">rows × <see cref="InputCount"/>.</param>
    /// <param name="outputs">rows × <see cref="OutputCount"/>; overwritten.</param>
    /// <exception cref="ArgumentException">A length is not a whole number of rows, or the two differ in rows.</exception>
    void Predict(ReadOnlySpan<T> inputs, Span<T> outputs);

    /// <summary>The index of the largest output for one row, the first of equals; for one output: 1 if it lies above the decision threshold, else 0.</summary>
    /// <param name="input"><see cref="InputCount"/> values.</param>
    /// <exception cref="ArgumentException">The length is not <see cref="InputCount"/>.</exception>
    int PredictClass(ReadOnlySpan<T> input);

    /// <summary>Copies all parameters, in canonical order: layers as declared; of each W[to, from] row by row (present edges only), then its biases; of norms gain, then shift.</summary>
    /// <param name="destination"><see cref="ParameterCount"/> values.</param>
    void GetParameters(Span<T> destination);

    /// <summary>Sets all parameters, in canonical order.</summary>
    /// <param name="source"><see cref="ParameterCount"/> values.</param>
    void SetParameters(ReadOnlySpan<T> source);

    /// <summary>Copies the running statistics.</summary>
    /// <param name="destination"><see cref="StatisticCount"/> values.</param>
    void GetStatistics(Span<T> destination);

    /// <summary>Sets the running statistics.</summary>
    /// <param name="source"><see cref="StatisticCount"/> values.</param>
    void SetStatistics(ReadOnlySpan<T> source);

    /// <summary>Writes parameters and running statistics as a safetensors file: to a temporary file first, which then takes the place of <paramref name="path"/>.</summary>
    void Save(string path);

    /// <summary>Writes parameters and running statistics in the safetensors format.</summary>
    void Save(Stream stream);

    /// <summary>Reads what <see cref="Save(string)"/> wrote. On any error the network stays as it was.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another architecture; the message says what differs.</exception>
    void Load(string path);

    /// <summary>Reads what <see cref="Save(Stream)"/> wrote. On any error the network stays as it was.</summary>
    /// <exception cref="InvalidDataException">The data are damaged, or of another architecture; the message says what differs.</exception>
    void Load(Stream stream);
}
