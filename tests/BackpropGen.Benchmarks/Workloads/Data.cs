using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>How the targets of made-up data follow from the inputs.</summary>
internal enum TargetKind
{
    /// <summary>Exclusive or, and conjunction, of two bits.</summary>
    Logic,

    /// <summary>The class is the largest of as many first inputs; one label in ten is random.</summary>
    LargestInput,

    /// <summary>Half the next input.</summary>
    ShiftedInput,
}

/// <summary>Rows of made-up data, aligned to cache lines outside the managed heap, so that every contender reads the same memory.</summary>
internal sealed unsafe class Data<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputCount, _outputCount;

    public Data(Workload workload, int rows)
    {
        Rows = rows;
        _inputCount = workload.Sizes[0];
        _outputCount = workload.Sizes[^1];
        Inputs = Allocate(rows * _inputCount);
        Targets = Allocate(rows * _outputCount);
        Outputs = Allocate(rows * _outputCount);
        Fill(workload.Targets);
    }

    public int Rows { get; }

    public T* Inputs { get; }

    public T* Targets { get; }

    public T* Outputs { get; }

    public ReadOnlySpan<T> InputRows(int first, int count) => new(Inputs + ((nint)first * _inputCount), count * _inputCount);

    public ReadOnlySpan<T> TargetRows(int first, int count) => new(Targets + ((nint)first * _outputCount), count * _outputCount);

    public Span<T> OutputRows(int count) => new(Outputs, count * _outputCount);

    public void Dispose()
    {
        NativeMemory.AlignedFree(Inputs);
        NativeMemory.AlignedFree(Targets);
        NativeMemory.AlignedFree(Outputs);
    }

    /// <summary>A line more than asked for: peers may read whole vectors.</summary>
    private static T* Allocate(int count)
    {
        nuint bytes = (nuint)(((count * sizeof(T)) + 127) / 64 * 64);
        void* memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return (T*)memory;
    }

    private void Fill(TargetKind kind)
    {
        var random = new Random(12345);
        for (int row = 0; row < Rows; row++)
        {
            var x = new Span<T>(Inputs + ((nint)row * _inputCount), _inputCount);
            var t = new Span<T>(Targets + ((nint)row * _outputCount), _outputCount);
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = T.CreateChecked((2 * random.NextSingle()) - 1);
            }

            switch (kind)
            {
                case TargetKind.Logic:
                    int a = row & 1, b = (row >> 1) & 1;
                    (x[0], x[1]) = (T.CreateChecked(a), T.CreateChecked(b));
                    (t[0], t[1]) = (T.CreateChecked(a != b ? 0.9 : 0.1), T.CreateChecked((a & b) != 0 ? 0.9 : 0.1));
                    break;
                case TargetKind.LargestInput:
                    t[random.Next(10) == 0 ? random.Next(t.Length) : Largest(x[..t.Length])] = T.One;
                    break;
                default:
                    for (int k = 0; k < t.Length; k++)
                    {
                        t[k] = x[(k + 1) % x.Length] / T.CreateChecked(2);
                    }

                    break;
            }
        }
    }

    private static int Largest(ReadOnlySpan<T> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
