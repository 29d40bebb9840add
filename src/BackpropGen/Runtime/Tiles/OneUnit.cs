using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>Products of a layer of one unit, for one width of registers: in tiles it would cost as much as one of 64 bytes of units.</summary>
/// <remarks>The lanes go along the inputs. Each result is one sum in a fixed order, whatever the rows.</remarks>
internal static class OneUnit<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows, or registers of inputs, at once: as many chains of additions hide the latency of one.</summary>
    private const int Together = 4;

    [ThreadStatic]
    private static AlignedArray<T>? _numbers;

    /// <summary>Whether a layer of one unit has inputs enough to fill a register.</summary>
    public static bool Takes(int inputs) => inputs >= TLanes.Count;

    /// <summary>x w + b of all rows, each followed by the zeros of its line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine(in AffineOperands<T> o, int rows)
    {
        int line = PanelLayout.Width<T>(0, 1);
        T bias = o.Bias.IsEmpty ? T.Zero : o.Bias[0];
        ref T w = ref MemoryMarshal.GetReference(Weights(in o, line));
        for (int row = 0; row < rows; row += Together)
        {
            // where there are fewer rows, the last one is computed more than once
            nint second = int.Min(1, rows - row - 1), third = int.Min(2, rows - row - 1), fourth = int.Min(3, rows - row - 1);
            ref T x = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.X), (nint)row * o.XStride);
            ref T x1 = ref Unsafe.Add(ref x, second * o.XStride), x2 = ref Unsafe.Add(ref x, third * o.XStride), x3 = ref Unsafe.Add(ref x, fourth * o.XStride);
            TLanes a = default, b = default, c = default, d = default;
            nint i = 0;
            for (; i <= o.Inputs - TLanes.Count; i += TLanes.Count)
            {
                TLanes v = TLanes.Load(ref w, i);
                a = TLanes.MultiplyAdd(TLanes.Load(ref x, i), v, a);
                b = TLanes.MultiplyAdd(TLanes.Load(ref x1, i), v, b);
                c = TLanes.MultiplyAdd(TLanes.Load(ref x2, i), v, c);
                d = TLanes.MultiplyAdd(TLanes.Load(ref x3, i), v, d);
            }

            FourNumbers<T> sums = default;
            ref T sum = ref FourNumbers<T>.First(ref sums);
            TLanes.AddSums(a, b, c, d, ref sum, 0);
            for (; i < o.Inputs; i++)
            {
                T v = Unsafe.Add(ref w, i);
                sum += Unsafe.Add(ref x, i) * v;
                Unsafe.Add(ref sum, 1) += Unsafe.Add(ref x1, i) * v;
                Unsafe.Add(ref sum, 2) += Unsafe.Add(ref x2, i) * v;
                Unsafe.Add(ref sum, 3) += Unsafe.Add(ref x3, i) * v;
            }

            for (int r = 0; r < int.Min(Together, rows - row); r++)
            {
                Span<T> y = o.Y.Slice((row + r) * o.YStride, line);
                y.Clear();
                y[0] = Unsafe.Add(ref sum, r) + bias;
            }
        }
    }

    /// <summary>Σ δ x over the rows, and what is done with it: in each line of a panel the unit comes first, and zeros follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient<TUpdate>(in GradientOperands<T> o, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        Span<T> gradients = AlignedArray<T>.Ensure(ref _numbers, o.Inputs);
        ref T delta = ref MemoryMarshal.GetReference(o.Delta);
        ref T gradient = ref MemoryMarshal.GetReference(gradients);
        nint i = 0;
        for (; i <= o.Inputs - (Together * TLanes.Count); i += Together * TLanes.Count)
        {
            ref T x = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.X), i);
            TLanes a = default, b = default, c = default, d = default;
            for (int row = 0; row < o.Rows; row++)
            {
                TLanes v = TLanes.Create(Unsafe.Add(ref delta, (nint)row * o.DeltaStride));
                a = TLanes.MultiplyAdd(v, TLanes.Load(ref x, 0), a);
                b = TLanes.MultiplyAdd(v, TLanes.Load(ref x, TLanes.Count), b);
                c = TLanes.MultiplyAdd(v, TLanes.Load(ref x, 2 * TLanes.Count), c);
                d = TLanes.MultiplyAdd(v, TLanes.Load(ref x, 3 * TLanes.Count), d);
                x = ref Unsafe.Add(ref x, o.XStride);
            }

            TLanes.Store(a, ref gradient, i);
            TLanes.Store(b, ref gradient, i + TLanes.Count);
            TLanes.Store(c, ref gradient, i + (2 * TLanes.Count));
            TLanes.Store(d, ref gradient, i + (3 * TLanes.Count));
        }

        for (; i <= o.Inputs - TLanes.Count; i += TLanes.Count)
        {
            ref T x = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.X), i);
            TLanes a = default;
            for (int row = 0; row < o.Rows; row++)
            {
                a = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref delta, (nint)row * o.DeltaStride)), TLanes.Load(ref x, 0), a);
                x = ref Unsafe.Add(ref x, o.XStride);
            }

            TLanes.Store(a, ref gradient, i);
        }

        for (; i < o.Inputs; i++)
        {
            T sum = T.Zero;
            for (int row = 0; row < o.Rows; row++)
            {
                sum += Unsafe.Add(ref delta, (nint)row * o.DeltaStride) * Unsafe.Add(ref MemoryMarshal.GetReference(o.X), ((nint)row * o.XStride) + i);
            }

            Unsafe.Add(ref gradient, i) = sum;
        }

        Write(in o, ref gradient, update);
    }

    /// <summary>The weights side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Span<T> Weights(in AffineOperands<T> o, int line)
    {
        Span<T> weights = AlignedArray<T>.Ensure(ref _numbers, o.Inputs);
        ref T panel = ref MemoryMarshal.GetReference(o.Panels);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = panel;
            panel = ref Unsafe.Add(ref panel, line);
        }

        return weights;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write<TUpdate>(in GradientOperands<T> o, ref T gradient, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        int line = PanelLayout.Width<T>(0, 1);
        if (!TUpdate.ReadsWeights)
        {
            o.Panels.Slice(0, o.Inputs * line).Clear();
        }

        ref T weight = ref MemoryMarshal.GetReference(o.Panels);
        for (int i = 0; i < o.Inputs; i++)
        {
            var moved = update.Apply(Lanes128<T>.Create(weight), Lanes128<T>.Create(Unsafe.Add(ref gradient, i)));
            weight = Unsafe.BitCast<Lanes128<T>, Vector128<T>>(moved).ToScalar();
            weight = ref Unsafe.Add(ref weight, line);
        }
    }
}
