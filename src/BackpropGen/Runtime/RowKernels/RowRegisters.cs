using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>
/// Dense layers of one row where a register has a lane for each unit, with plain gradient descent in the backward pass: values stay in registers from one layer to the next. Emitted methods inline
/// them, with sizes that are constants there.
/// </summary>
/// <remarks>
/// Weights lie as for <see cref="RowKernels"/>: as rows, or as columns; each row and each column begins at whole 64 bytes. Deltas carry −η, so that an update is W += δ xᵀ.
/// Lanes behind the last unit must be 0 in x and δ where a parameter says so; weights have zeros there.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class RowRegisters
{
    /// <summary>W x + b, over W as columns: each number of x times a register of weights.</summary>
    /// <typeparam name="TLanes">A register with a lane for each output.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The source, <paramref name="inputs"/> values.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias">b.</param>
    /// <param name="inputs">Columns of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Affine<TLanes, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> columns, TLanes bias, int inputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowKernels.Require(x.Length, inputs, nameof(x));
        RowKernels.Require(columns.Length, inputs * Line<T>(), nameof(columns));
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var w = ref MemoryMarshal.GetReference(columns);
        if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            return Unsafe.BitCast<Vector512<T>, TLanes>(Affine<Lanes512<T>, Vector512<T>, T>(ref first, ref w, Unsafe.BitCast<TLanes, Vector512<T>>(bias), inputs));
        }

        return typeof(TLanes) == typeof(Lanes256<T>)
            ? Unsafe.BitCast<Vector256<T>, TLanes>(Affine<Lanes256<T>, Vector256<T>, T>(ref first, ref w, Unsafe.BitCast<TLanes, Vector256<T>>(bias), inputs))
            : Unsafe.BitCast<Vector128<T>, TLanes>(Affine<Lanes128<T>, Vector128<T>, T>(ref first, ref w, Unsafe.BitCast<TLanes, Vector128<T>>(bias), inputs));
    }

    /// <summary>W x + b, over W as columns, with x in a register: through memory of its own, since a load spreads a number over the lanes for nothing.</summary>
    /// <typeparam name="TSource">A register with a lane for each input.</typeparam>
    /// <typeparam name="TLanes">A register with a lane for each output.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The source.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias">b.</param>
    /// <param name="inputs">Columns of W, at most the lanes of x.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public static TLanes ColumnAffine<TSource, TLanes, T>(TSource x, ReadOnlySpan<T> columns, TLanes bias, int inputs)
        where TSource : struct, ILanes<TSource, T>
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Unsafe.SkipInit(out TwoLines lines);
        ref var start = ref Unsafe.As<TwoLines, byte>(ref lines);

        // not across two cache lines, which would cost as much as the store itself: the stack is aligned to less
        var beyond = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref start) & (PanelLayout.AlignmentBytes - 1);
        ref var first = ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref start, PanelLayout.AlignmentBytes - beyond));
        TSource.Store(x, ref first, 0);
        return Affine<TLanes, T>(MemoryMarshal.CreateReadOnlySpan(ref first, TSource.Count), columns, bias, inputs);
    }

    /// <summary>W x + b for as many outputs as 128 bits have lanes, or fewer, over W as rows: one dot product each.</summary>
    /// <typeparam name="TLanes">A register with a lane for each input.</typeparam>
    /// <typeparam name="TNarrow">128 bits.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The source, with zeros behind the last unit.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias">b.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TNarrow Affine<TLanes, TNarrow, T>(TLanes x, ReadOnlySpan<T> rows, TNarrow bias, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where TNarrow : struct, ILanes<TNarrow, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowKernels.Require(rows.Length, outputs * Line<T>(), nameof(rows));
        ref var w = ref MemoryMarshal.GetReference(rows);
        var sums = TLanes.Sums(
            x * TLanes.Load(ref w, 0),
            outputs > 1 ? x * TLanes.Load(ref w, Line<T>()) : TLanes.Zero,
            outputs > 2 ? x * TLanes.Load(ref w, 2 * Line<T>()) : TLanes.Zero,
            outputs > 3 ? x * TLanes.Load(ref w, 3 * Line<T>()) : TLanes.Zero);
        return Unsafe.BitCast<Vector128<T>, TNarrow>(sums) + bias;
    }

    /// <summary>W += δ xᵀ over W as columns.</summary>
    /// <typeparam name="TLanes">A register with a lane for each output.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The source, <paramref name="inputs"/> values.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="delta">δ, with zeros behind the last unit.</param>
    /// <param name="inputs">Columns of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TLanes, T>(ReadOnlySpan<T> x, Span<T> columns, TLanes delta, int inputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowKernels.Require(x.Length, inputs, nameof(x));
        RowKernels.Require(columns.Length, inputs * Line<T>(), nameof(columns));
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var w = ref MemoryMarshal.GetReference(columns);
        nint whole = inputs & ~3;
        for (nint k = 0; k < whole; k += 4)
        {
            ref var numbers = ref Unsafe.Add(ref first, k);
            ref var weights = ref Unsafe.Add(ref w, k * Line<T>());
            AddProduct<TLanes, T>(ref numbers, ref weights, 0, delta);
            AddProduct<TLanes, T>(ref numbers, ref weights, 1, delta);
            AddProduct<TLanes, T>(ref numbers, ref weights, 2, delta);
            AddProduct<TLanes, T>(ref numbers, ref weights, 3, delta);
        }

        for (nint k = whole; k < inputs; k++)
        {
            AddProduct<TLanes, T>(ref first, ref w, k, delta);
        }
    }

    /// <summary>Whether all lanes lie between two numbers, or are one of them; NaN does not.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The lanes.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The largest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreWithin<TLanes, T>(TLanes values, T low, T high)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TLanes.AllLessOrEqual(TLanes.Create(low), values) && TLanes.AllLessOrEqual(values, TLanes.Create(high));

    /// <summary>b += δ.</summary>
    /// <typeparam name="TLanes">A register with a lane for each output.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="bias"><paramref name="outputs"/> values.</param>
    /// <param name="delta">δ.</param>
    /// <param name="outputs">Units.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TLanes, T>(Span<T> bias, TLanes delta, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Store<TLanes, T>(Load<TLanes, T>(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(bias), bias.Length), outputs) + delta, bias, outputs);

    /// <summary>One input's column += its number δ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct<TLanes, T>(ref T x, ref T w, nint index, TLanes delta)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref x, index)), delta, TLanes.Load(ref w, index * Line<T>())), ref w, index * Line<T>());
    }

    private static int Line<T>()
        where T : unmanaged => 64 / Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Affine<R, TVector, T>(ref T x, ref T w, TVector bias, int inputs)
        where R : struct, ILanes<R, T>, IRegister<R, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // four chains of additions, which would wait for each other in one; sizes are constants, so that the rest takes no branches
        TVector c0 = bias, c1 = default, c2 = default, c3 = default;
        nint whole = inputs & ~3;
        for (nint k = 0; k < whole; k += 4)
        {
            ref var numbers = ref Unsafe.Add(ref x, k);
            ref var weights = ref Unsafe.Add(ref w, k * Line<T>());
            c0 = Step<R, TVector, T>(ref numbers, ref weights, 0, c0);
            c1 = Step<R, TVector, T>(ref numbers, ref weights, 1, c1);
            c2 = Step<R, TVector, T>(ref numbers, ref weights, 2, c2);
            c3 = Step<R, TVector, T>(ref numbers, ref weights, 3, c3);
        }

        c1 = (inputs & 3) > 0 ? Step<R, TVector, T>(ref x, ref w, whole, c1) : c1;
        c2 = (inputs & 3) > 1 ? Step<R, TVector, T>(ref x, ref w, whole + 1, c2) : c2;
        c3 = (inputs & 3) > 2 ? Step<R, TVector, T>(ref x, ref w, whole + 2, c3) : c3;
        return R.Add(R.Add(c0, c1), R.Add(c2, c3));
    }

    /// <summary>The sum goes on with one number of x times its column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Step<R, TVector, T>(ref T x, ref T w, nint index, TVector sum)
        where R : struct, ILanes<R, T>, IRegister<R, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => R.MultiplyAdd(R.Broadcast(Unsafe.Add(ref x, index)), R.Read(ref w, index * Line<T>()), sum);

    /// <summary>Room for a register that begins at a cache line.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 2 * PanelLayout.AlignmentBytes)]
    private readonly struct TwoLines;
}
