using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>Products of a dense layer for four rows of floats, which a register of 128 bits holds, in the wider registers that the hardware has: these hold weights of one output beside each other.</summary>
/// <remarks>
/// A row a lane, a multiplication would take a weight for four rows, and the loads of weights, two a cycle, would leave half of the arithmetic idle. Here each register of
/// weights is loaded once and multiplied with a register of each row.
/// </remarks>
internal static class FewRows<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>, ILaneSums<TLanes, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>z = W x + b, summed over the lanes at the end: four rows at once, which then lie as they should. Nothing is checked.</summary>
    /// <param name="x">4 × <paramref name="stride"/>, padded with zeros.</param>
    /// <param name="weights">outputs × <paramref name="stride"/>, padded with zeros.</param>
    /// <param name="bias">One an output, 1 or none.</param>
    /// <param name="z">outputs × 4.</param>
    /// <param name="stride">Inputs, rounded up to whole 64 bytes.</param>
    /// <param name="outputs">Units.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Affine(ref T x, ref T weights, ReadOnlySpan<T> bias, ref T z, nint stride, int outputs)
    {
        for (nint o = 0; o < outputs; o += 2)
        {
            // the last of an odd number is computed twice
            nint second = o + 1 < outputs ? stride : 0;
            TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            ref T row = ref x;
            ref T w = ref Unsafe.Add(ref weights, o * stride);
            for (nint i = 0; i < stride; i += TLanes.Count)
            {
                TVector v = Load(ref w, 0), u = Load(ref w, second);
                TVector x0 = Load(ref row, 0), x1 = Load(ref row, stride), x2 = Load(ref row, 2 * stride), x3 = Load(ref row, 3 * stride);
                a0 = TLanes.MultiplyAdd(v, x0, a0);
                a1 = TLanes.MultiplyAdd(v, x1, a1);
                a2 = TLanes.MultiplyAdd(v, x2, a2);
                a3 = TLanes.MultiplyAdd(v, x3, a3);
                b0 = TLanes.MultiplyAdd(u, x0, b0);
                b1 = TLanes.MultiplyAdd(u, x1, b1);
                b2 = TLanes.MultiplyAdd(u, x2, b2);
                b3 = TLanes.MultiplyAdd(u, x3, b3);
                w = ref Unsafe.Add(ref w, TLanes.Count);
                row = ref Unsafe.Add(ref row, TLanes.Count);
            }

            ref T to = ref Unsafe.Add(ref z, o * Vector128<T>.Count);
            Unsafe.As<T, Vector128<T>>(ref to) = Sums(a0, a1, a2, a3) + At(bias, o);
            if (second != 0)
            {
                Unsafe.As<T, Vector128<T>>(ref Unsafe.Add(ref to, Vector128<T>.Count)) = Sums(b0, b1, b2, b3) + At(bias, o + 1);
            }
        }
    }

    /// <summary>The gradient by a layer's input, Wᵀ δ. Nothing is checked.</summary>
    /// <param name="delta">outputs × 4.</param>
    /// <param name="weights">outputs × <paramref name="stride"/>, padded with zeros.</param>
    /// <param name="dx">4 × <paramref name="stride"/>.</param>
    /// <param name="stride">Inputs, rounded up to whole 64 bytes.</param>
    /// <param name="outputs">Units.</param>
    public static void InputGradient(ref T delta, ref T weights, ref T dx, nint stride, int outputs)
    {
        nint i = 0;
        for (; i + (2 * TLanes.Count) <= stride; i += 2 * TLanes.Count)
        {
            Two(ref delta, ref Unsafe.Add(ref weights, i), ref Unsafe.Add(ref dx, i), stride, outputs);
        }

        if (i < stride)
        {
            One(ref delta, ref Unsafe.Add(ref weights, i), ref Unsafe.Add(ref dx, i), stride, outputs);
        }
    }

    /// <summary>Two registers of inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Two(ref T d, ref T w, ref T dx, nint stride, int outputs)
    {
        TVector a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (int o = 0; o < outputs; o++)
        {
            TVector v = Load(ref w, 0), u = Load(ref w, TLanes.Count);
            TVector d0 = TLanes.Broadcast(d), d1 = TLanes.Broadcast(Unsafe.Add(ref d, 1)), d2 = TLanes.Broadcast(Unsafe.Add(ref d, 2)), d3 = TLanes.Broadcast(Unsafe.Add(ref d, 3));
            a0 = TLanes.MultiplyAdd(d0, v, a0);
            b0 = TLanes.MultiplyAdd(d0, u, b0);
            a1 = TLanes.MultiplyAdd(d1, v, a1);
            b1 = TLanes.MultiplyAdd(d1, u, b1);
            a2 = TLanes.MultiplyAdd(d2, v, a2);
            b2 = TLanes.MultiplyAdd(d2, u, b2);
            a3 = TLanes.MultiplyAdd(d3, v, a3);
            b3 = TLanes.MultiplyAdd(d3, u, b3);
            w = ref Unsafe.Add(ref w, stride);
            d = ref Unsafe.Add(ref d, Vector128<T>.Count);
        }

        Store(a0, a1, a2, a3, ref dx, stride);
        Store(b0, b1, b2, b3, ref Unsafe.Add(ref dx, TLanes.Count), stride);
    }

    /// <summary>One register of inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(ref T d, ref T w, ref T dx, nint stride, int outputs)
    {
        TVector a0 = default, a1 = default, a2 = default, a3 = default;
        for (int o = 0; o < outputs; o++)
        {
            TVector v = Load(ref w, 0);
            a0 = TLanes.MultiplyAdd(TLanes.Broadcast(d), v, a0);
            a1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 1)), v, a1);
            a2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 2)), v, a2);
            a3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 3)), v, a3);
            w = ref Unsafe.Add(ref w, stride);
            d = ref Unsafe.Add(ref d, Vector128<T>.Count);
        }

        Store(a0, a1, a2, a3, ref dx, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Sums(TVector a, TVector b, TVector c, TVector d) => TLanes.Sums(TLanes.Wrap(a), TLanes.Wrap(b), TLanes.Wrap(c), TLanes.Wrap(d));

    /// <summary>A unit's bias for all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> At(ReadOnlySpan<T> bias, nint unit)
        => bias.IsEmpty ? Vector128<T>.Zero : Vector128.Create(Unsafe.Add(ref MemoryMarshal.GetReference(bias), bias.Length == 1 ? 0 : unit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(ref T values, nint index) => Unsafe.As<T, TVector>(ref Unsafe.Add(ref values, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, TVector d, ref T rows, nint stride)
    {
        Unsafe.As<T, TVector>(ref rows) = a;
        Unsafe.As<T, TVector>(ref Unsafe.Add(ref rows, stride)) = b;
        Unsafe.As<T, TVector>(ref Unsafe.Add(ref rows, 2 * stride)) = c;
        Unsafe.As<T, TVector>(ref Unsafe.Add(ref rows, 3 * stride)) = d;
    }
}
