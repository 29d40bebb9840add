using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>How numbers lie in memory for the kernels that work in vectors.</summary>
internal static class Layout
{
    /// <summary>Bytes of a cache line, and of the widest register: rows begin at such boundaries, so that no vector straddles two lines.</summary>
    public const int LineBytes = 64;

    /// <summary>Numbers of a cache line.</summary>
    public static int Line(bool isDouble) => LineBytes / (isDouble ? 8 : 4);

    /// <summary>Numbers from one row of a matrix in the arena to the next.</summary>
    public static int Stride(int units, bool isDouble) => RoundUp(units, Line(isDouble));

    /// <summary>A number rounded up to a multiple.</summary>
    public static int RoundUp(int number, int multiple) => (number + multiple - 1) / multiple * multiple;

    /// <summary>Numbers that a layer's weights take as panels, which are whole lines of outputs for each input.</summary>
    public static int Panels(int outputs, int inputs, bool isDouble) => checked(Stride(outputs, isDouble) * inputs);

    /// <summary>Where each tensor's gradients and optimizer state lie: weights as the kernels have them, the rest in canonical order.</summary>
    public static IReadOnlyDictionary<string, TensorPlace> Gradients(LayerTable layers, Kernel kernel, bool isDouble)
    {
        var places = new Dictionary<string, TensorPlace>();
        var start = 0;
        foreach (var tensor in layers.Tensors)
        {
            var length = tensor.Role != TensorRole.Weight ? tensor.StorageCount : Weights(tensor, kernel, isDouble);
            places.Add(tensor.Name, new TensorPlace(start, length));
            start = checked(start + (kernel == Kernel.Unrolled ? length : Stride(length, isDouble)));
        }

        return places;
    }

    /// <summary>Numbers that a layer's weights take as a kernel has them.</summary>
    public static int Weights(Tensor weights, Kernel kernel, bool isDouble) => kernel switch
    {
        Kernel.Rows => Panels(weights.To, weights.From, isDouble),
        Kernel.Lanes => weights.To * Stride(weights.From, isDouble),
        _ => weights.StorageCount,
    };

    /// <summary>Numbers that all gradients take.</summary>
    public static int Total(IReadOnlyDictionary<string, TensorPlace> places) => places.Values.Select(place => place.Start + place.Length).DefaultIfEmpty(0).Max();
}

/// <summary>A tensor's range among the gradients and in the optimizer's state.</summary>
internal readonly record struct TensorPlace(int Start, int Length);
