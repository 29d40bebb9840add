using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Small layers of single rows, in registers of every width, against sums in double.</summary>
public sealed class SmallRowKernelsTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 4, 16 }, { 16, 16 }, { 16, 3 }, { 7, 9 }, { 17, 5 }, { 32, 32 }, { 33, 20 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_width_of_registers_gives_the_same_layer(int inputs, int outputs)
    {
        Check<Lanes128<float>, float>(inputs, outputs);
        Check<Lanes256<float>, float>(inputs, outputs);
        Check<Lanes512<float>, float>(inputs, outputs);
        Check<Lanes128<double>, double>(inputs, outputs);
        Check<Lanes256<double>, double>(inputs, outputs);
        Check<Lanes512<double>, double>(inputs, outputs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_bias_may_be_shared_or_missing(int biases)
    {
        SingleRowLayer<float> layer = new(5, 3);
        float[] bias = [.. Enumerable.Repeat(0.5f, biases)];
        SmallRowKernels.Affine<Lanes128<float>, float, KeepValue<float>>(layer.X, layer.Rows, bias, layer.Y, default, default, 5, 3);
        SingleRowLayer<float>.Same(layer.Y, 3, to => biases * 0.5 + layer.Dot(to));
        SmallRowKernels.ColumnUpdate<Lanes128<float>, float>(layer.Delta, layer.X, layer.Panel, bias, 5, 3);
        Assert.All(bias, value => Assert.Equal(0.5 + layer.Delta.Take(3).Sum(), value, SingleRowLayer<float>.Tolerance));
    }

    [Fact]
    public void What_is_too_short_is_refused()
    {
        SingleRowLayer<float> layer = new(5, 3);
        Assert.Throws<ArgumentException>("rows", () => SmallRowKernels.Affine<Lanes128<float>, float, KeepValue<float>>(layer.X, layer.Rows.AsSpan(1), default, layer.Y, default, default, 5, 3));
        Assert.Throws<ArgumentException>("result", () => SmallRowKernels.ColumnAffine<Lanes128<float>, float, KeepValue<float>>(layer.X, layer.Panel, default, layer.Y.AsSpan(1), default, default, 5, 3));
        Assert.Throws<ArgumentException>("first", () => SmallRowKernels.Affine<Lanes128<float>, float, Slope<float>>(layer.X, layer.Rows, default, layer.Y, default, default, 5, 3));
    }

    private static void Check<TLanes, T>(int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SingleRowLayer<T> forward = new(inputs, outputs);
        SmallRowKernels.Affine<TLanes, T, KeepValue<T>>(forward.X, forward.Rows, forward.Bias, forward.Y, default, default, inputs, outputs);
        SingleRowLayer<T>.Same(forward.Y, outputs, to => SingleRowLayer<T>.Number(forward.Bias, to) + forward.Dot(to));
        SmallRowKernels.ColumnAffine<TLanes, T, Slope<T>>(forward.X, forward.Panel, forward.Bias, forward.Y, forward.Delta, default, inputs, outputs);
        SingleRowLayer<T>.Same(forward.Y, outputs, to => (SingleRowLayer<T>.Number(forward.Bias, to) + forward.Dot(to)) * SingleRowLayer<T>.Number(forward.Delta, to));

        SingleRowLayer<T> rows = new(inputs, outputs), panel = new(inputs, outputs), update = new(inputs, outputs);
        SmallRowKernels.Backward<TLanes, T, Slope<T>>(rows.Delta, rows.X, rows.Rows, rows.Bias, rows.Dx, rows.X, default, inputs, outputs);
        SmallRowKernels.ColumnBackward<TLanes, T, Slope<T>>(panel.Delta, panel.X, panel.Panel, panel.Bias, panel.Dx, panel.X, default, inputs, outputs);
        SmallRowKernels.ColumnUpdate<TLanes, T>(update.Delta, update.X, update.Panel, update.Bias, inputs, outputs);
        SingleRowLayer<T>.Same(rows.Dx, inputs, from => forward.Back(from) * SingleRowLayer<T>.Number(forward.X, from));
        SingleRowLayer<T>.Same(panel.Dx, inputs, from => forward.Back(from) * SingleRowLayer<T>.Number(forward.X, from));
        foreach (SingleRowLayer<T> changed in new[] { rows, panel, update })
        {
            SingleRowLayer<T>.Same(changed.Bias, outputs, to => SingleRowLayer<T>.Number(forward.Bias, to) + SingleRowLayer<T>.Number(forward.Delta, to));
        }

        forward.SameWeights(to => from => rows.Rows[(to * rows.Stride) + from]);
        forward.SameWeights(to => from => panel.Panel[(from * panel.PanelStride) + to]);
        forward.SameWeights(to => from => update.Panel[(from * update.PanelStride) + to]);
        Assert.All(rows.Rows.Where((_, index) => index % rows.Stride >= inputs), value => Assert.Equal(T.Zero, value));
        Assert.All(panel.Panel.Where((_, index) => index % panel.PanelStride >= outputs), value => Assert.Equal(T.Zero, value));
    }

    /// <summary>The product times one operand.</summary>
    private readonly struct Slope<T> : IEpilogue<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static int OperandCount => 1;

        public static TLanes Apply<TLanes>(TLanes value, TLanes first, TLanes second)
            where TLanes : struct, ILanes<TLanes, T>
            => value * first;
    }
}
