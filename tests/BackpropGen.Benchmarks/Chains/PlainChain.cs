using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>What one writes in an afternoon: a training step of a chain in three nested loops, the innermost over <see cref="Vector{T}"/>. ReLU, the last layer identity; mean squared error.</summary>
internal sealed class PlainChain
{
    private readonly int[] _sizes;
    private readonly float[][] _weights, _biases, _values, _deltas;
    private readonly int _batch;

    public PlainChain(RandomChain chain, Random random)
    {
        (_sizes, _batch) = (chain.Sizes, chain.Batch);
        _weights = [.. _sizes.Skip(1).Select((size, layer) => Enumerable.Range(0, size * _sizes[layer]).Select(_ => (float)((random.NextDouble() - 0.5) / Math.Sqrt(_sizes[layer]))).ToArray())];
        _biases = [.. _sizes.Skip(1).Select(size => new float[size])];
        _values = [.. _sizes.Select(size => new float[size * _batch])];
        _deltas = [.. _sizes.Select(size => new float[size * _batch])];
    }

    public void TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate)
    {
        inputs.CopyTo(_values[0]);
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            Forward(layer);
        }

        float[] output = _values[^1], delta = _deltas[^1];
        for (int i = 0; i < output.Length; i++)
        {
            delta[i] = 2f / output.Length * (output[i] - targets[i]);
        }

        for (int layer = _weights.Length - 1; layer >= 0; layer--)
        {
            Backward(layer, learningRate);
        }
    }

    private void Forward(int layer)
    {
        int inputs = _sizes[layer], outputs = _sizes[layer + 1];
        bool last = layer == _weights.Length - 1;
        for (int row = 0; row < _batch; row++)
        {
            ReadOnlySpan<float> x = _values[layer].AsSpan(row * inputs, inputs);
            for (int to = 0; to < outputs; to++)
            {
                float z = _biases[layer][to] + Dot(x, _weights[layer].AsSpan(to * inputs, inputs));
                _values[layer + 1][(row * outputs) + to] = last ? z : Math.Max(z, 0);
            }
        }
    }

    private void Backward(int layer, float learningRate)
    {
        int inputs = _sizes[layer], outputs = _sizes[layer + 1];
        float[] delta = _deltas[layer + 1];
        if (layer > 0)
        {
            _deltas[layer].AsSpan().Clear();
            for (int row = 0; row < _batch; row++)
            {
                Span<float> dx = _deltas[layer].AsSpan(row * inputs, inputs);
                for (int to = 0; to < outputs; to++)
                {
                    AddProduct(delta[(row * outputs) + to], _weights[layer].AsSpan(to * inputs, inputs), dx);
                }

                for (int from = 0; from < inputs; from++)
                {
                    dx[from] = _values[layer][(row * inputs) + from] > 0 ? dx[from] : 0;
                }
            }
        }

        for (int to = 0; to < outputs; to++)
        {
            for (int row = 0; row < _batch; row++)
            {
                float step = -learningRate * delta[(row * outputs) + to];
                AddProduct(step, _values[layer].AsSpan(row * inputs, inputs), _weights[layer].AsSpan(to * inputs, inputs));
                _biases[layer][to] += step;
            }
        }
    }

    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(x), b = MemoryMarshal.Cast<float, Vector<float>>(y);
        Vector<float> sum = default;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        float result = Vector.Sum(sum);
        for (int i = a.Length * Vector<float>.Count; i < x.Length; i++)
        {
            result += x[i] * y[i];
        }

        return result;
    }

    private static void AddProduct(float factor, ReadOnlySpan<float> x, Span<float> y)
    {
        ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(x);
        Span<Vector<float>> b = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (int i = 0; i < a.Length; i++)
        {
            b[i] += factor * a[i];
        }

        for (int i = a.Length * Vector<float>.Count; i < x.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }
}
