using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Some registers of units for a single row: 4 sums for each, of every fourth input.</summary>
internal static class RowTile<TLanes, TVector, T, TColumns>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TColumns : struct
{
    /// <summary>y ← start + Σ x[k] w[k], over all <paramref name="inputs"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(ref T x, ref T w, nint step, nint inputs, ref T start, ref T y)
    {
        TVector p0 = default, p1 = default, p2 = default, p3 = default;
        TVector q0 = default, q1 = default, q2 = default, q3 = default;
        TVector r0 = default, r1 = default, r2 = default, r3 = default;
        TVector s0 = default, s1 = default, s2 = default, s3 = default;
        nint k = 0;
        for (; k <= inputs - 4; k += 4)
        {
            Add(Unsafe.Add(ref x, k), ref w, ref p0, ref p1, ref p2, ref p3);
            Add(Unsafe.Add(ref x, k + 1), ref Unsafe.Add(ref w, step), ref q0, ref q1, ref q2, ref q3);
            Add(Unsafe.Add(ref x, k + 2), ref Unsafe.Add(ref w, 2 * step), ref r0, ref r1, ref r2, ref r3);
            Add(Unsafe.Add(ref x, k + 3), ref Unsafe.Add(ref w, 3 * step), ref s0, ref s1, ref s2, ref s3);
            w = ref Unsafe.Add(ref w, 4 * step);
        }

        for (; k < inputs; k++)
        {
            Add(Unsafe.Add(ref x, k), ref w, ref p0, ref p1, ref p2, ref p3);
            w = ref Unsafe.Add(ref w, step);
        }

        Store(0, ref start, ref y, p0, q0, r0, s0);
        Store(1, ref start, ref y, p1, q1, r1, s1);
        Store(2, ref start, ref y, p2, q2, r2, s2);
        Store(3, ref start, ref y, p3, q3, r3, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T x, ref T w, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
    {
        TVector value = TLanes.Broadcast(x);
        c0 = TLanes.MultiplyAdd(value, Unsafe.As<T, TVector>(ref w), c0);
        if (Unsafe.SizeOf<TColumns>() > 1)
        {
            c1 = TLanes.MultiplyAdd(value, Unsafe.Add(ref Unsafe.As<T, TVector>(ref w), 1), c1);
        }

        if (Unsafe.SizeOf<TColumns>() > 2)
        {
            c2 = TLanes.MultiplyAdd(value, Unsafe.Add(ref Unsafe.As<T, TVector>(ref w), 2), c2);
        }

        if (Unsafe.SizeOf<TColumns>() > 3)
        {
            c3 = TLanes.MultiplyAdd(value, Unsafe.Add(ref Unsafe.As<T, TVector>(ref w), 3), c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int column, ref T start, ref T y, TVector p, TVector q, TVector r, TVector s)
    {
        if (Unsafe.SizeOf<TColumns>() > column)
        {
            TLanes sum = TLanes.Wrap(p) + TLanes.Wrap(q) + (TLanes.Wrap(r) + TLanes.Wrap(s)) + TLanes.Wrap(Unsafe.Add(ref Unsafe.As<T, TVector>(ref start), column));
            Unsafe.Add(ref Unsafe.As<T, TVector>(ref y), column) = TLanes.Unwrap(sum);
        }
    }
}
