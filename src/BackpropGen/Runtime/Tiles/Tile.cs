using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// A register tile: C = start + A B for some rows and some registers of columns, all held in registers while the sum runs. One text for all shapes: the type
/// parameters' sizes in bytes are the numbers of rows and columns, constants already when the JIT reads the method, so that it never sees what a shape lacks.
/// </summary>
/// <remarks>
/// Accumulators are bare vectors: the JIT spills structs that wrap them. 6 rows × 4 registers of 512 bits (24 accumulators, 4 of B, 1 of A, of 32), or 6 × 2 of 256
/// or 128 bits (12 + 2 + 1 of 16); where there are only 1 or 2 registers of columns, 12 rows keep enough sums in flight.
/// </remarks>
internal static class Tile<TLanes, TVector, T, TRows, TColumns>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRows : struct
    where TColumns : struct
{
    /// <summary>C ← start + A B, or C ← C + factor (start + A B).</summary>
    /// <remarks>Each element is one sum in ascending k, from its start on, whatever the shape: so results do not depend on how a matrix is divided into tiles.</remarks>
    /// <typeparam name="TStart"><see cref="One"/>: all rows start from the same numbers; <see cref="Two"/>: each from its own.</typeparam>
    /// <typeparam name="TAhead"><see cref="Two"/>: rows of A lie side by side and terms far apart, and each term's next lines are asked for; <see cref="One"/>: they are not.</typeparam>
    /// <typeparam name="TResult">What becomes of the sums: <see cref="StoreSums"/> and those beside it.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TStart, TAhead, TResult>(ref readonly TileOperands<T> o)
        where TStart : struct
        where TAhead : struct
        where TResult : struct
    {
        TVector c0_0 = default, c0_1 = default, c0_2 = default, c0_3 = default;
        TVector c1_0 = default, c1_1 = default, c1_2 = default, c1_3 = default;
        TVector c2_0 = default, c2_1 = default, c2_2 = default, c2_3 = default;
        TVector c3_0 = default, c3_1 = default, c3_2 = default, c3_3 = default;
        TVector c4_0 = default, c4_1 = default, c4_2 = default, c4_3 = default;
        TVector c5_0 = default, c5_1 = default, c5_2 = default, c5_3 = default;
        TVector c6_0 = default, c6_1 = default, c7_0 = default, c7_1 = default;
        TVector c8_0 = default, c8_1 = default, c9_0 = default, c9_1 = default;
        TVector c10_0 = default, c10_1 = default, c11_0 = default, c11_1 = default;
        ref T start = ref o.Start;
        nint row = o.StartRow;
        Load(ref start, ref c0_0, ref c0_1, ref c0_2, ref c0_3);
        Start<TStart>(1, ref start, row, c0_0, c0_1, c0_2, c0_3, ref c1_0, ref c1_1, ref c1_2, ref c1_3);
        Start<TStart>(2, ref start, row, c0_0, c0_1, c0_2, c0_3, ref c2_0, ref c2_1, ref c2_2, ref c2_3);
        Start<TStart>(3, ref start, row, c0_0, c0_1, c0_2, c0_3, ref c3_0, ref c3_1, ref c3_2, ref c3_3);
        Start<TStart>(4, ref start, row, c0_0, c0_1, c0_2, c0_3, ref c4_0, ref c4_1, ref c4_2, ref c4_3);
        Start<TStart>(5, ref start, row, c0_0, c0_1, c0_2, c0_3, ref c5_0, ref c5_1, ref c5_2, ref c5_3);
        if (Unsafe.SizeOf<TRows>() > 6)
        {
            Start<TStart>(ref Unsafe.Add(ref start, 6 * row), c0_0, c0_1, ref c6_0, ref c6_1);
            Start<TStart>(ref Unsafe.Add(ref start, 7 * row), c0_0, c0_1, ref c7_0, ref c7_1);
            Start<TStart>(ref Unsafe.Add(ref start, 8 * row), c0_0, c0_1, ref c8_0, ref c8_1);
            Start<TStart>(ref Unsafe.Add(ref start, 9 * row), c0_0, c0_1, ref c9_0, ref c9_1);
            Start<TStart>(ref Unsafe.Add(ref start, 10 * row), c0_0, c0_1, ref c10_0, ref c10_1);
            Start<TStart>(ref Unsafe.Add(ref start, 11 * row), c0_0, c0_1, ref c11_0, ref c11_1);
        }

        ref T a = ref o.A;
        ref T a6 = ref o.A;
        ref T b = ref o.B;
        nint aStep = o.AStep, bStep = o.BStep, row1 = o.ARow, row2 = 2 * row1, row3 = 3 * row1, row4 = 4 * row1, row5 = 5 * row1;
        if (Unsafe.SizeOf<TRows>() > 6)
        {
            a6 = ref Unsafe.Add(ref a, 6 * row1);
        }

        TVector b0 = default, b1 = default, b2 = default, b3 = default;
        nint k = o.Terms;
        do
        {
            if (Unsafe.SizeOf<TAhead>() > 1)
            {
                Prefetch.Beside(ref a);
            }

            Load(ref b, ref b0, ref b1, ref b2, ref b3);
            Add(0, ref a, 0, b0, b1, b2, b3, ref c0_0, ref c0_1, ref c0_2, ref c0_3);
            Add(1, ref a, row1, b0, b1, b2, b3, ref c1_0, ref c1_1, ref c1_2, ref c1_3);
            Add(2, ref a, row2, b0, b1, b2, b3, ref c2_0, ref c2_1, ref c2_2, ref c2_3);
            Add(3, ref a, row3, b0, b1, b2, b3, ref c3_0, ref c3_1, ref c3_2, ref c3_3);
            Add(4, ref a, row4, b0, b1, b2, b3, ref c4_0, ref c4_1, ref c4_2, ref c4_3);
            Add(5, ref a, row5, b0, b1, b2, b3, ref c5_0, ref c5_1, ref c5_2, ref c5_3);
            if (Unsafe.SizeOf<TRows>() > 6)
            {
                Add(a6, b0, b1, ref c6_0, ref c6_1);
                Add(Unsafe.Add(ref a6, row1), b0, b1, ref c7_0, ref c7_1);
                Add(Unsafe.Add(ref a6, row2), b0, b1, ref c8_0, ref c8_1);
                Add(Unsafe.Add(ref a6, row3), b0, b1, ref c9_0, ref c9_1);
                Add(Unsafe.Add(ref a6, row4), b0, b1, ref c10_0, ref c10_1);
                Add(Unsafe.Add(ref a6, row5), b0, b1, ref c11_0, ref c11_1);
                a6 = ref Unsafe.Add(ref a6, aStep);
            }

            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }
        while (--k != 0);

        ref T c = ref o.C;
        TVector factor = (Unsafe.SizeOf<TResult>() & 1) == 0 ? TLanes.Broadcast(o.Factor) : default;
        row = o.CRow;
        if (Unsafe.SizeOf<TResult>() > 2)
        {
            Load(ref o.Mask, ref b0, ref b1, ref b2, ref b3);
        }

        Store<TResult>(0, ref c, row, factor, c0_0, c0_1, c0_2, c0_3, b0, b1, b2, b3);
        Store<TResult>(1, ref c, row, factor, c1_0, c1_1, c1_2, c1_3, b0, b1, b2, b3);
        Store<TResult>(2, ref c, row, factor, c2_0, c2_1, c2_2, c2_3, b0, b1, b2, b3);
        Store<TResult>(3, ref c, row, factor, c3_0, c3_1, c3_2, c3_3, b0, b1, b2, b3);
        Store<TResult>(4, ref c, row, factor, c4_0, c4_1, c4_2, c4_3, b0, b1, b2, b3);
        Store<TResult>(5, ref c, row, factor, c5_0, c5_1, c5_2, c5_3, b0, b1, b2, b3);
        if (Unsafe.SizeOf<TRows>() > 6)
        {
            Store<TResult>(ref Unsafe.Add(ref c, 6 * row), factor, c6_0, c6_1, b0, b1);
            Store<TResult>(ref Unsafe.Add(ref c, 7 * row), factor, c7_0, c7_1, b0, b1);
            Store<TResult>(ref Unsafe.Add(ref c, 8 * row), factor, c8_0, c8_1, b0, b1);
            Store<TResult>(ref Unsafe.Add(ref c, 9 * row), factor, c9_0, c9_1, b0, b1);
            Store<TResult>(ref Unsafe.Add(ref c, 10 * row), factor, c10_0, c10_1, b0, b1);
            Store<TResult>(ref Unsafe.Add(ref c, 11 * row), factor, c11_0, c11_1, b0, b1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ref T from, ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3)
    {
        ref TVector first = ref Unsafe.As<T, TVector>(ref from);
        v0 = first;

        if (Unsafe.SizeOf<TColumns>() > 1)
        {
            v1 = Unsafe.Add(ref first, 1);
        }

        if (Unsafe.SizeOf<TColumns>() > 2)
        {
            v2 = Unsafe.Add(ref first, 2);
        }

        if (Unsafe.SizeOf<TColumns>() > 3)
        {
            v3 = Unsafe.Add(ref first, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<TStart>(
        int row, ref T start, nint stride, TVector s0, TVector s1, TVector s2, TVector s3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TStart : struct
    {
        if (Unsafe.SizeOf<TRows>() > row)
        {
            (c0, c1, c2, c3) = (s0, s1, s2, s3);
            if (Unsafe.SizeOf<TStart>() > 1)
            {
                Load(ref Unsafe.Add(ref start, row * stride), ref c0, ref c1, ref c2, ref c3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<TStart>(ref T start, TVector s0, TVector s1, ref TVector c0, ref TVector c1)
        where TStart : struct
    {
        (c0, c1) = (s0, s1);
        if (Unsafe.SizeOf<TStart>() > 1)
        {
            c0 = Unsafe.As<T, TVector>(ref start);
            c1 = Unsafe.SizeOf<TColumns>() > 1 ? Unsafe.Add(ref Unsafe.As<T, TVector>(ref start), 1) : s1;
        }
    }

    /// <summary>A row of the tile: c ← c + a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        int row, ref T a, nint index, TVector b0, TVector b1, TVector b2, TVector b3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
    {
        if (Unsafe.SizeOf<TRows>() > row)
        {
            TVector x = TLanes.Broadcast(Unsafe.Add(ref a, index));
            c0 = TLanes.MultiplyAdd(x, b0, c0);

            if (Unsafe.SizeOf<TColumns>() > 1)
            {
                c1 = TLanes.MultiplyAdd(x, b1, c1);
            }

            if (Unsafe.SizeOf<TColumns>() > 2)
            {
                c2 = TLanes.MultiplyAdd(x, b2, c2);
            }

            if (Unsafe.SizeOf<TColumns>() > 3)
            {
                c3 = TLanes.MultiplyAdd(x, b3, c3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T a, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
    {
        TVector x = TLanes.Broadcast(a);
        c0 = TLanes.MultiplyAdd(x, b0, c0);

        if (Unsafe.SizeOf<TColumns>() > 1)
        {
            c1 = TLanes.MultiplyAdd(x, b1, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TResult>(
        int row, ref T c, nint stride, TVector factor, TVector c0, TVector c1, TVector c2, TVector c3, TVector m0, TVector m1, TVector m2, TVector m3)
        where TResult : struct
    {
        if (Unsafe.SizeOf<TRows>() > row)
        {
            ref TVector to = ref Unsafe.As<T, TVector>(ref Unsafe.Add(ref c, row * stride));
            Write<TResult>(ref to, factor, c0, m0);

            if (Unsafe.SizeOf<TColumns>() > 1)
            {
                Write<TResult>(ref Unsafe.Add(ref to, 1), factor, c1, m1);
            }

            if (Unsafe.SizeOf<TColumns>() > 2)
            {
                Write<TResult>(ref Unsafe.Add(ref to, 2), factor, c2, m2);
            }

            if (Unsafe.SizeOf<TColumns>() > 3)
            {
                Write<TResult>(ref Unsafe.Add(ref to, 3), factor, c3, m3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TResult>(ref T c, TVector factor, TVector c0, TVector c1, TVector m0, TVector m1)
        where TResult : struct
    {
        ref TVector to = ref Unsafe.As<T, TVector>(ref c);
        Write<TResult>(ref to, factor, c0, m0);

        if (Unsafe.SizeOf<TColumns>() > 1)
        {
            Write<TResult>(ref Unsafe.Add(ref to, 1), factor, c1, m1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TResult>(ref TVector to, TVector factor, TVector sum, TVector mask)
        where TResult : struct
    {
        sum = Unsafe.SizeOf<TResult>() > 2 ? TLanes.BitwiseAnd(sum, mask) : sum;
        to = (Unsafe.SizeOf<TResult>() & 1) == 0 ? TLanes.MultiplyAdd(factor, sum, to) : sum;
    }
}
