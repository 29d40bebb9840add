using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// A register tile: C = start + A B for some rows and some registers of columns, all held in registers while the sum runs. One text for all shapes: what a shape
/// does not have is removed when the JIT compiles it, since the type parameters' values are constants.
/// </summary>
/// <remarks>
/// Accumulators are bare vectors: the JIT spills structs that wrap them. 6 rows × 4 registers of 512 bits (24 accumulators, 4 of B, 1 of A, of 32), or 6 × 2 of 256
/// or 128 bits (12 + 2 + 1 of 16); where there are only 1 or 2 registers of columns, 12 rows keep enough sums in flight.
/// </remarks>
internal static class Tile<TLanes, TVector, T, TRows, TColumns>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRows : struct, ITileSize
    where TColumns : struct, ITileSize
{
    /// <summary>Each element is one sum in ascending k, from its start on, whatever the shape: so results do not depend on how a matrix is divided into tiles.</summary>
    /// <param name="o">The operands.</param>
    /// <param name="update">What is written: the sums, or weights moved by them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TUpdate>(ref readonly TileOperands<T> o, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        TVector c0_0 = default, c0_1 = default, c0_2 = default, c0_3 = default;
        TVector c1_0 = default, c1_1 = default, c1_2 = default, c1_3 = default;
        TVector c2_0 = default, c2_1 = default, c2_2 = default, c2_3 = default;
        TVector c3_0 = default, c3_1 = default, c3_2 = default, c3_3 = default;
        TVector c4_0 = default, c4_1 = default, c4_2 = default, c4_3 = default;
        TVector c5_0 = default, c5_1 = default, c5_2 = default, c5_3 = default;
        TVector c6_0 = default, c6_1 = default;
        TVector c7_0 = default, c7_1 = default;
        TVector c8_0 = default, c8_1 = default;
        TVector c9_0 = default, c9_1 = default;
        TVector c10_0 = default, c10_1 = default;
        TVector c11_0 = default, c11_1 = default;
        ref T start = ref o.Start;
        nint row = o.StartRow;
        Start(0, ref start, row, ref c0_0, ref c0_1, ref c0_2, ref c0_3);
        Start(1, ref start, row, ref c1_0, ref c1_1, ref c1_2, ref c1_3);
        Start(2, ref start, row, ref c2_0, ref c2_1, ref c2_2, ref c2_3);
        Start(3, ref start, row, ref c3_0, ref c3_1, ref c3_2, ref c3_3);
        Start(4, ref start, row, ref c4_0, ref c4_1, ref c4_2, ref c4_3);
        Start(5, ref start, row, ref c5_0, ref c5_1, ref c5_2, ref c5_3);
        Start(6, ref start, row, ref c6_0, ref c6_1);
        Start(7, ref start, row, ref c7_0, ref c7_1);
        Start(8, ref start, row, ref c8_0, ref c8_1);
        Start(9, ref start, row, ref c9_0, ref c9_1);
        Start(10, ref start, row, ref c10_0, ref c10_1);
        Start(11, ref start, row, ref c11_0, ref c11_1);

        ref T a = ref o.A;
        ref T b = ref o.B;
        nint aStep = o.AStep, bStep = o.BStep, row1 = o.ARow, row2 = 2 * row1, row3 = 3 * row1, row4 = 4 * row1, row5 = 5 * row1;
        ref T a6 = ref TRows.Value > 6 ? ref Unsafe.Add(ref a, 6 * row1) : ref a;
        TVector b0 = default, b1 = default, b2 = default, b3 = default;
        nint k = o.Terms;
        do
        {
            Load(ref b, ref b0, ref b1, ref b2, ref b3);
            Add(0, ref a, 0, b0, b1, b2, b3, ref c0_0, ref c0_1, ref c0_2, ref c0_3);
            Add(1, ref a, row1, b0, b1, b2, b3, ref c1_0, ref c1_1, ref c1_2, ref c1_3);
            Add(2, ref a, row2, b0, b1, b2, b3, ref c2_0, ref c2_1, ref c2_2, ref c2_3);
            Add(3, ref a, row3, b0, b1, b2, b3, ref c3_0, ref c3_1, ref c3_2, ref c3_3);
            Add(4, ref a, row4, b0, b1, b2, b3, ref c4_0, ref c4_1, ref c4_2, ref c4_3);
            Add(5, ref a, row5, b0, b1, b2, b3, ref c5_0, ref c5_1, ref c5_2, ref c5_3);
            Add(6, ref a6, 0, b0, b1, ref c6_0, ref c6_1);
            Add(7, ref a6, row1, b0, b1, ref c7_0, ref c7_1);
            Add(8, ref a6, row2, b0, b1, ref c8_0, ref c8_1);
            Add(9, ref a6, row3, b0, b1, ref c9_0, ref c9_1);
            Add(10, ref a6, row4, b0, b1, ref c10_0, ref c10_1);
            Add(11, ref a6, row5, b0, b1, ref c11_0, ref c11_1);
            a = ref Unsafe.Add(ref a, aStep);
            if (TRows.Value > 6)
            {
                a6 = ref Unsafe.Add(ref a6, aStep);
            }

            b = ref Unsafe.Add(ref b, bStep);
        }
        while (--k != 0);

        ref T c = ref o.C;
        row = o.CRow;
        Store(0, ref c, row, update, c0_0, c0_1, c0_2, c0_3);
        Store(1, ref c, row, update, c1_0, c1_1, c1_2, c1_3);
        Store(2, ref c, row, update, c2_0, c2_1, c2_2, c2_3);
        Store(3, ref c, row, update, c3_0, c3_1, c3_2, c3_3);
        Store(4, ref c, row, update, c4_0, c4_1, c4_2, c4_3);
        Store(5, ref c, row, update, c5_0, c5_1, c5_2, c5_3);
        Store(6, ref c, row, update, c6_0, c6_1);
        Store(7, ref c, row, update, c7_0, c7_1);
        Store(8, ref c, row, update, c8_0, c8_1);
        Store(9, ref c, row, update, c9_0, c9_1);
        Store(10, ref c, row, update, c10_0, c10_1);
        Store(11, ref c, row, update, c11_0, c11_1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ref T from, ref TVector v0, ref TVector v1, ref TVector v2, ref TVector v3)
    {
        Load(ref from, ref v0, ref v1);
        if (TColumns.Value > 2)
        {
            v2 = At(ref from, 2);
        }

        if (TColumns.Value > 3)
        {
            v3 = At(ref from, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ref T from, ref TVector v0, ref TVector v1)
    {
        v0 = At(ref from, 0);
        if (TColumns.Value > 1)
        {
            v1 = At(ref from, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start(int row, ref T start, nint stride, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
    {
        if (TRows.Value > row)
        {
            Load(ref Unsafe.Add(ref start, row * stride), ref c0, ref c1, ref c2, ref c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start(int row, ref T start, nint stride, ref TVector c0, ref TVector c1)
    {
        if (TRows.Value > row)
        {
            Load(ref Unsafe.Add(ref start, row * stride), ref c0, ref c1);
        }
    }

    /// <summary>A row of the tile: c ← c + a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        int row, ref T a, nint index, TVector b0, TVector b1, TVector b2, TVector b3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
    {
        if (TRows.Value > row)
        {
            TVector x = TLanes.Broadcast(Unsafe.Add(ref a, index));
            c0 = TLanes.MultiplyAdd(x, b0, c0);

            if (TColumns.Value > 1)
            {
                c1 = TLanes.MultiplyAdd(x, b1, c1);
            }

            if (TColumns.Value > 2)
            {
                c2 = TLanes.MultiplyAdd(x, b2, c2);
            }

            if (TColumns.Value > 3)
            {
                c3 = TLanes.MultiplyAdd(x, b3, c3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int row, ref T a, nint index, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
    {
        if (TRows.Value > row)
        {
            TVector x = TLanes.Broadcast(Unsafe.Add(ref a, index));
            c0 = TLanes.MultiplyAdd(x, b0, c0);

            if (TColumns.Value > 1)
            {
                c1 = TLanes.MultiplyAdd(x, b1, c1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TUpdate>(int row, ref T c, nint stride, TUpdate update, TVector c0, TVector c1, TVector c2, TVector c3)
        where TUpdate : struct, IWeightUpdate<T>
    {
        Store(row, ref c, stride, update, c0, c1);
        if (TRows.Value > row && TColumns.Value > 2)
        {
            Write(ref Unsafe.Add(ref c, row * stride), 2, update, c2);
        }

        if (TRows.Value > row && TColumns.Value > 3)
        {
            Write(ref Unsafe.Add(ref c, row * stride), 3, update, c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TUpdate>(int row, ref T c, nint stride, TUpdate update, TVector c0, TVector c1)
        where TUpdate : struct, IWeightUpdate<T>
    {
        if (TRows.Value > row)
        {
            Write(ref Unsafe.Add(ref c, row * stride), 0, update, c0);
        }

        if (TRows.Value > row && TColumns.Value > 1)
        {
            Write(ref Unsafe.Add(ref c, row * stride), 1, update, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TUpdate>(ref T c, int column, TUpdate update, TVector sum)
        where TUpdate : struct, IWeightUpdate<T>
    {
        TLanes weights = TUpdate.ReadsWeights ? TLanes.Wrap(At(ref c, column)) : default;
        At(ref c, column) = TLanes.Unwrap(update.Apply(weights, TLanes.Wrap(sum)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TVector At(ref T row, int column) => ref Unsafe.As<T, TVector>(ref Unsafe.Add(ref row, column * TLanes.Count));
}
