using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime;

/// <summary>The kernels for single rows at one width of registers.</summary>
internal abstract class RowWidth<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static RowWidth<T> Of(int bits) => bits switch
    {
        512 => new RowWidth<Lanes512<T>, T>(),
        256 => new RowWidth<Lanes256<T>, T>(),
        _ => new RowWidth<Lanes128<T>, T>(),
    };

    public abstract void Affine(Span<T> x, ReadOnlySpan<T> rows, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs);

    /// <summary>The product times a first operand, plus a second.</summary>
    public abstract void Affine(Span<T> x, ReadOnlySpan<T> rows, ReadOnlySpan<T> bias, Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs);

    /// <inheritdoc cref="Affine(Span{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, int, int)"/>
    public abstract void ColumnAffine(ReadOnlySpan<T> a, ReadOnlySpan<T> columns, ReadOnlySpan<T> bias, Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs);

    public abstract void ColumnAffine(ReadOnlySpan<T> a, ReadOnlySpan<T> columns, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs);

    public abstract void Update(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, int inputs, int outputs);

    public abstract void UpdateThenAffine(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> next, Span<T> z, int inputs, int outputs, bool updatesBias);

    public abstract void Backward(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> dx, int inputs, int outputs);

    public abstract void ColumnBackward(Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, Span<T> dx, int inputs, int outputs, bool skipsIdle);

    public abstract void ColumnUpdate(Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, int inputs, int outputs);
}

/// <inheritdoc/>
internal sealed class RowWidth<TLanes, T> : RowWidth<T>
    where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _scratch = new T[RowKernels.ScratchLength];

    public override void Affine(Span<T> x, ReadOnlySpan<T> rows, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs) =>
        RowKernels.Affine<TLanes, T, KeepValue<T>>(x, rows, bias, z, default, default, inputs, outputs);

    public override void ColumnAffine(ReadOnlySpan<T> a, ReadOnlySpan<T> columns, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs) =>
        RowKernels.ColumnAffine<TLanes, T, KeepValue<T>>(a, columns, bias, z, _scratch, default, default, inputs, outputs);

    public override void Affine(Span<T> x, ReadOnlySpan<T> rows, ReadOnlySpan<T> bias, Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs) =>
        RowKernels.Affine<TLanes, T, ScaleAndAdd<T>>(x, rows, bias, y, first, second, inputs, outputs);

    public override void ColumnAffine(ReadOnlySpan<T> a, ReadOnlySpan<T> columns, ReadOnlySpan<T> bias, Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs) =>
        RowKernels.ColumnAffine<TLanes, T, ScaleAndAdd<T>>(a, columns, bias, y, _scratch, first, second, inputs, outputs);

    public override void Update(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, int inputs, int outputs) =>
        RowKernels.Update<TLanes, T>(delta, x, rows, bias, _scratch, inputs, outputs);

    public override void UpdateThenAffine(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> next, Span<T> z, int inputs, int outputs, bool updatesBias) =>
        RowKernels.UpdateThenAffine<TLanes, T>(delta, x, rows, bias, next, z, _scratch, inputs, outputs, updatesBias);

    public override void Backward(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> dx, int inputs, int outputs) =>
        RowKernels.Backward<TLanes, T>(delta, x, rows, bias, dx, inputs, outputs);

    public override void ColumnBackward(Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, Span<T> dx, int inputs, int outputs, bool skipsIdle) =>
        RowKernels.ColumnBackward<TLanes, T>(delta, a, columns, bias, dx, _scratch, inputs, outputs, skipsIdle);

    public override void ColumnUpdate(Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, int inputs, int outputs) =>
        RowKernels.ColumnUpdate<TLanes, T>(delta, a, columns, bias, _scratch, inputs, outputs);
}
