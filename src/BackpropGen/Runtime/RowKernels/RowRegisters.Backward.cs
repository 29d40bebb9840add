using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>Wᵀ δ together with the update.</content>
public static partial class RowRegisters
{
    /// <summary>Wᵀ δ with the old W, then W += δ xᵀ, over W as rows, δ from memory.</summary>
    /// <typeparam name="TLanes">A register with a lane for each input.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="delta">δ, <paramref name="outputs"/> values.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="x">The source, with zeros behind the last unit.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Backward<TLanes, T>(ReadOnlySpan<T> delta, Span<T> rows, TLanes x, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowKernels.Require(delta.Length, outputs, nameof(delta));
        RowKernels.Require(rows.Length, outputs * Line<T>(), nameof(rows));
        ref var d = ref MemoryMarshal.GetReference(delta);
        ref var w = ref MemoryMarshal.GetReference(rows);
        if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            return Unsafe.BitCast<Vector512<T>, TLanes>(Backward<Lanes512<T>, Vector512<T>, T>(ref d, ref w, Unsafe.BitCast<TLanes, Vector512<T>>(x), outputs));
        }

        return typeof(TLanes) == typeof(Lanes256<T>)
            ? Unsafe.BitCast<Vector256<T>, TLanes>(Backward<Lanes256<T>, Vector256<T>, T>(ref d, ref w, Unsafe.BitCast<TLanes, Vector256<T>>(x), outputs))
            : Unsafe.BitCast<Vector128<T>, TLanes>(Backward<Lanes128<T>, Vector128<T>, T>(ref d, ref w, Unsafe.BitCast<TLanes, Vector128<T>>(x), outputs));
    }

    /// <summary>The same for as many outputs as 128 bits have lanes, or fewer, with δ in a register.</summary>
    /// <typeparam name="TLanes">A register with a lane for each input.</typeparam>
    /// <typeparam name="TNarrow">128 bits.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="delta">δ.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="x">The source, with zeros behind the last unit.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Backward<TLanes, TNarrow, T>(TNarrow delta, Span<T> rows, TLanes x, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where TNarrow : struct, ILanes<TNarrow, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowKernels.Require(rows.Length, outputs * Line<T>(), nameof(rows));
        ref var w = ref MemoryMarshal.GetReference(rows);
        var d = Unsafe.BitCast<TNarrow, Vector128<T>>(delta);
        if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            return Unsafe.BitCast<Vector512<T>, TLanes>(Backward<Lanes512<T>, Vector512<T>, T>(d, ref w, Unsafe.BitCast<TLanes, Vector512<T>>(x), outputs));
        }

        return typeof(TLanes) == typeof(Lanes256<T>)
            ? Unsafe.BitCast<Vector256<T>, TLanes>(Backward<Lanes256<T>, Vector256<T>, T>(d, ref w, Unsafe.BitCast<TLanes, Vector256<T>>(x), outputs))
            : Unsafe.BitCast<Vector128<T>, TLanes>(Backward<Lanes128<T>, Vector128<T>, T>(d, ref w, Unsafe.BitCast<TLanes, Vector128<T>>(x), outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Backward<R, TVector, T>(ref T delta, ref T w, TVector x, int outputs)
        where R : struct, ILanes<R, T>, IRegister<R, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default;
        nint whole = outputs & ~3;
        for (nint o = 0; o < whole; o += 4)
        {
            ref var deltas = ref Unsafe.Add(ref delta, o);
            ref var weights = ref Unsafe.Add(ref w, o * Line<T>());
            c0 = Descend<R, TVector, T>(deltas, ref weights, 0, x, c0);
            c1 = Descend<R, TVector, T>(Unsafe.Add(ref deltas, 1), ref weights, 1, x, c1);
            c2 = Descend<R, TVector, T>(Unsafe.Add(ref deltas, 2), ref weights, 2, x, c2);
            c3 = Descend<R, TVector, T>(Unsafe.Add(ref deltas, 3), ref weights, 3, x, c3);
        }

        c0 = (outputs & 3) > 0 ? Descend<R, TVector, T>(Unsafe.Add(ref delta, whole), ref w, whole, x, c0) : c0;
        c1 = (outputs & 3) > 1 ? Descend<R, TVector, T>(Unsafe.Add(ref delta, whole + 1), ref w, whole + 1, x, c1) : c1;
        c2 = (outputs & 3) > 2 ? Descend<R, TVector, T>(Unsafe.Add(ref delta, whole + 2), ref w, whole + 2, x, c2) : c2;
        return R.Add(R.Add(c0, c1), R.Add(c2, c3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Backward<R, TVector, T>(Vector128<T> delta, ref T w, TVector x, int outputs)
        where R : struct, ILanes<R, T>, IRegister<R, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector c0 = Descend<R, TVector, T>(delta.ToScalar(), ref w, 0, x, default), c1 = default;
        c1 = outputs > 1 ? Descend<R, TVector, T>(delta.GetElement(1), ref w, 1, x, c1) : c1;
        c0 = outputs > 2 ? Descend<R, TVector, T>(delta.GetElement(2), ref w, 2, x, c0) : c0;
        c1 = outputs > 3 ? Descend<R, TVector, T>(delta.GetElement(3), ref w, 3, x, c1) : c1;
        return outputs > 1 ? R.Add(c0, c1) : c0;
    }

    /// <summary>The sum goes on with the old row of W; then the row += δ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Descend<R, TVector, T>(T delta, ref T w, nint row, TVector x, TVector sum)
        where R : struct, ILanes<R, T>, IRegister<R, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var d = R.Broadcast(delta);
        var old = R.Read(ref w, row * Line<T>());
        R.Write(R.MultiplyAdd(d, x, old), ref w, row * Line<T>());
        return R.MultiplyAdd(d, old, sum);
    }
}
