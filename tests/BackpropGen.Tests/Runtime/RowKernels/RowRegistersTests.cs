using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Layers of single rows whose units fit into a register, in registers of every width, against sums in double.</summary>
public sealed class RowRegistersTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 4, 16 }, { 16, 16 }, { 16, 3 }, { 7, 9 }, { 8, 4 }, { 5, 8 }, { 3, 2 }, { 4, 4 }, { 29, 6 }, { 2, 1 } };

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
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Few_values_are_read_and_written_and_nothing_behind_them(int count)
    {
        float[] source = [1, 2, 3, 4, 5], destination = [-1, -1, -1, -1, -1];
        var lanes = RowRegisters.Load<Lanes128<float>, float>(source.AsSpan(0, count), count);
        Assert.Equal(source.Take(count).Sum(), Lanes128<float>.Sum(lanes));
        RowRegisters.Store<Lanes128<float>, float>(lanes, destination, count);
        Assert.Equal(source.Take(count).Concat(Enumerable.Repeat(-1f, 5 - count)), destination);
        RowRegisters.Add<Lanes128<float>, float>(destination.AsSpan(0, count), lanes, count);
        Assert.Equal(source.Take(count).Select(value => 2 * value).Concat(Enumerable.Repeat(-1f, 5 - count)), destination);
    }

    [Fact]
    public void What_is_too_short_is_refused()
    {
        SingleRowLayer<float> layer = new(5, 3);
        Assert.Throws<ArgumentException>("x", () => RowRegisters.Affine<Lanes128<float>, float>(layer.X.AsSpan(0, 4), layer.Panel, default, 5));
        Assert.Throws<ArgumentException>("columns", () => RowRegisters.Affine<Lanes128<float>, float>(layer.X, layer.Panel.AsSpan(1), default, 5));
        Assert.Throws<ArgumentException>("rows", () => RowRegisters.Affine<Lanes256<float>, Lanes128<float>, float>(default, layer.Rows.AsSpan(1), default, 3));
        Assert.Throws<ArgumentException>("delta", () => RowRegisters.Backward<Lanes256<float>, float>(layer.Delta.AsSpan(0, 2), layer.Rows, default, 3));
        Assert.Throws<ArgumentException>("rows", () => RowRegisters.Backward<Lanes256<float>, Lanes128<float>, float>(default, layer.Rows.AsSpan(1), default, 3));
        Assert.Throws<ArgumentException>("columns", () => RowRegisters.Update<Lanes128<float>, float>(layer.X, layer.Panel.AsSpan(1), default, 5));
        Assert.Throws<ArgumentException>("values", () => RowRegisters.Load<Lanes128<float>, float>(layer.X.AsSpan(0, 2), 3));
        Assert.Throws<ArgumentException>("destination", () => RowRegisters.Store<Lanes128<float>, float>(default, layer.X.AsSpan(0, 2), 3));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(3, true)]
    [InlineData(3.5, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(double.NegativeInfinity, false)]
    [InlineData(double.NaN, false)]
    public void Lanes_are_within_bounds_if_all_of_them_are(double value, bool expected)
    {
        for (int lane = 0; lane < Lanes256<float>.Count; lane++)
        {
            float[] lanes = new float[Lanes256<float>.Count];
            lanes[lane] = (float)value;
            Assert.Equal(expected, RowRegisters.AreWithin(Lanes256<float>.Load(lanes, 0), -1f, 3f));
        }
    }

    /// <summary>What a register is wide enough for.</summary>
    private static void Check<TLanes, T>(int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SingleRowLayer<T> before = new(inputs, outputs), after = new(inputs, outputs);
        if (outputs <= TLanes.Count)
        {
            var bias = RowRegisters.Load<TLanes, T>(before.Bias, outputs);
            Same<TLanes, T>(RowRegisters.Affine<TLanes, T>(before.X, before.Panel, bias, inputs), outputs, to => SingleRowLayer<T>.Number(before.Bias, to) + before.Dot(to));
            RowRegisters.Update<TLanes, T>(after.X, after.Panel, RowRegisters.Load<TLanes, T>(after.Delta, outputs), inputs);
            before.SameWeights(to => from => after.Panel[(from * after.PanelStride) + to]);
        }

        if (inputs > TLanes.Count)
        {
            return;
        }

        var x = RowRegisters.Load<TLanes, T>(before.X, inputs);
        if (outputs <= Lanes128<T>.Count)
        {
            var bias = RowRegisters.Load<Lanes128<T>, T>(before.Bias, outputs);
            Same<Lanes128<T>, T>(RowRegisters.Affine<TLanes, Lanes128<T>, T>(x, before.Rows, bias, outputs), outputs, to => SingleRowLayer<T>.Number(before.Bias, to) + before.Dot(to));
        }

        Same<TLanes, T>(RowRegisters.Backward<TLanes, T>(after.Delta, after.Rows, x, outputs), inputs, before.Back);
        before.SameWeights(to => from => after.Rows[(to * after.Stride) + from]);
        if (outputs <= Lanes128<T>.Count)
        {
            SingleRowLayer<T> spread = new(inputs, outputs);
            var delta = RowRegisters.Load<Lanes128<T>, T>(spread.Delta, outputs);
            Same<TLanes, T>(RowRegisters.Backward<TLanes, Lanes128<T>, T>(delta, spread.Rows, x, outputs), inputs, before.Back);
            before.SameWeights(to => from => spread.Rows[(to * spread.Stride) + from]);
        }
    }

    private static void Same<TLanes, T>(TLanes actual, int count, Func<int, double> expected)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[TLanes.Count];
        TLanes.Store(actual, values, 0);
        SingleRowLayer<T>.Same(values, count, expected);
    }
}
