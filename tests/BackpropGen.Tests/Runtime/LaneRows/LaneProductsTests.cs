using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.LaneRows;

/// <summary>Products with a row a lane, against sums in double over rows as callers have them.</summary>
public sealed class LaneProductsTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 4, 16 }, { 16, 3 }, { 7, 9 }, { 17, 8 }, { 31, 33 }, { 40, 9 }, { 64, 64 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_layer_of_floats(int inputs, int outputs)
    {
        Check<Lanes512<float>, float>(inputs, outputs, 1e-5);
        Check<Lanes256<float>, float>(inputs, outputs, 1e-5);
        Check<Lanes128<float>, float>(inputs, outputs, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_layer_of_doubles(int inputs, int outputs)
    {
        Check<Lanes512<double>, double>(inputs, outputs, 1e-14);
        Check<Lanes256<double>, double>(inputs, outputs, 1e-14);
        Check<Lanes128<double>, double>(inputs, outputs, 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_bias_may_be_shared_or_missing(int biases)
    {
        LaneLayer<Lanes512<double>, double> layer = new(5, 11);
        double[] bias = [.. Enumerable.Repeat(0.75, biases)], sum = [.. Enumerable.Repeat(1.0, biases)];
        LaneProducts.Affine<Lanes512<double>, double, KeepValue<double>>(layer.X, layer.Weights, bias, layer.Z, default, default, layer.Scratch, 5, 11);
        Same(layer.Rows(layer.Z, 11), (row, to) => bias.Sum() + layer.Dot(row, to), 1e-14);

        layer.AddGradients(sum, isFirst: false);
        Assert.All(sum, value => Assert.Equal(1 + layer.Delta.Sum(), value, 1e-13));
    }

    [Fact]
    public void Gradients_are_added_to_and_padding_stays_zero()
    {
        LaneLayer<Lanes512<float>, float> layer = new(5, 11);
        layer.Gradients.AsSpan().Fill(3);
        layer.AddGradients(default, isFirst: false);
        float[] once = [.. layer.Gradients];
        Assert.All(once.Where((_, index) => index % layer.Stride >= 5), value => Assert.Equal(3, value));
        Assert.All(once.Where((_, index) => index % layer.Stride < 5), value => Assert.NotEqual(3, value));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_of_the_first_rows_overwrite_what_there_was(int inputs, int outputs)
    {
        LaneLayer<Lanes512<float>, float> first = new(inputs, outputs), second = new(inputs, outputs);
        float[] biases = new float[outputs], dirty = [.. Enumerable.Repeat(float.NaN, outputs)];
        first.AddGradients(biases, isFirst: false);
        second.Gradients.AsSpan().Fill(float.NaN);
        second.AddGradients(dirty, isFirst: true);
        Assert.Equal(first.Gradients, second.Gradients);
        Assert.Equal(biases, dirty);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_as_a_caller_has_them_give_the_same_bits(int inputs, int outputs)
    {
        CheckRows<Lanes512<float>, float>(inputs, outputs);
        CheckRows<Lanes256<float>, float>(inputs, outputs);
        CheckRows<Lanes128<float>, float>(inputs, outputs);
        CheckRows<Lanes512<double>, double>(inputs, outputs);
        CheckRows<Lanes256<double>, double>(inputs, outputs);
        CheckRows<Lanes128<double>, double>(inputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Plain_descent_changes_weights_and_biases_by_the_sum_over_all_rows(int inputs, int outputs)
    {
        const double Rate = 0.25;
        LaneLayer<Lanes512<double>, double> layer = new(inputs, outputs);
        double[] weights = layer.Canonical(layer.Weights), biases = [.. layer.Bias], changed = [.. layer.Bias], sums = new double[outputs];
        layer.AddGradients(sums, isFirst: true);
        double[] before = [.. layer.Gradients], sumsBefore = [.. sums];
        PackedWeights<double> packed = new(layer.Canonical(layer.Weights), outputs, inputs);
        LaneProducts.Gradients<Lanes512<double>, double, Descend<double>>(layer.Delta, layer.X, default, packed, layer.Gradients, changed, sums, layer.Scratch, inputs, outputs, layer.Lanes, isFirst: false, new(Rate));

        double[] gradients = layer.Canonical(before);
        Assert.Equal(before, layer.Gradients);
        Assert.All(gradients, (gradient, index) => Assert.Equal(weights[index] - (2 * Rate * gradient), packed.Canonical[index], 1e-13));
        Assert.All(sumsBefore, (sum, index) => Assert.Equal(biases[index] - (2 * Rate * sum), changed[index], 1e-13));
    }

    [Fact]
    public void Frozen_biases_stay()
    {
        LaneLayer<Lanes512<double>, double> layer = new(5, 11);
        double[] sums = new double[11];
        PackedWeights<double> packed = new(layer.Canonical(layer.Weights), 11, 5);
        LaneProducts.Gradients<Lanes512<double>, double, Descend<double>>(layer.Delta, layer.X, default, packed, layer.Gradients, default, sums, layer.Scratch, 5, 11, layer.Lanes, isFirst: true, new(1));
        Assert.All(sums, sum => Assert.Equal(0, sum));
        Assert.NotEqual(layer.Canonical(layer.Weights), packed.Canonical.ToArray());
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        LaneLayer<Lanes512<float>, float> layer = new(5, 11);
        Assert.Throws<ArgumentException>("weights", () => LaneProducts.Affine<Lanes512<float>, float, KeepValue<float>>(layer.X, layer.Weights.AsSpan(1), default, layer.Z, default, default, layer.Scratch, 5, 11));
        Assert.Throws<ArgumentException>("result", () => LaneProducts.InputGradient<Lanes512<float>, float, KeepValue<float>>(layer.Delta, layer.Weights, layer.X.AsSpan(1), default, default, layer.Scratch, 5, 11));
        Assert.Throws<ArgumentException>("bias", () => LaneProducts.Affine<Lanes512<float>, float, KeepValue<float>>(layer.X, layer.Weights, new float[2], layer.Z, default, default, layer.Scratch, 5, 11));
        Assert.Throws<ArgumentException>("scratch", () => LaneProducts.Affine<Lanes512<float>, float, KeepValue<float>>(layer.X, layer.Weights, default, layer.Z, default, default, new float[3], 5, 11));
        Assert.Throws<ArgumentException>("scratch", () => LaneProducts.InputGradient<Lanes512<float>, float, KeepValue<float>>(layer.Delta, layer.Weights, layer.X, default, default, new float[3], 5, 11));
        Assert.Throws<ArgumentException>("scratch", () => LaneProducts.Gradients<Lanes512<float>, float, StoreGradient<float>>(layer.Delta, layer.X, default, layer.Packed, layer.Gradients, default, default, new float[3], 5, 11, layer.Lanes, isFirst: true, default));
        Assert.Throws<ArgumentException>("biases", () => LaneProducts.Gradients<Lanes512<float>, float, Descend<float>>(layer.Delta, layer.X, default, layer.Packed, layer.Gradients, new float[3], new float[11], layer.Scratch, 5, 11, layer.Lanes, isFirst: true, new(1)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_of_fewer_rows_than_lanes(int inputs, int outputs)
    {
        CheckFewer<Lanes512<float>, float>(inputs, outputs);
        CheckFewer<Lanes256<float>, float>(inputs, outputs);
        CheckFewer<Lanes128<float>, float>(inputs, outputs);
        CheckFewer<Lanes512<double>, double>(inputs, outputs);
        CheckFewer<Lanes256<double>, double>(inputs, outputs);
        CheckFewer<Lanes128<double>, double>(inputs, outputs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Rows_must_be_some_and_fit_the_lanes(int count)
    {
        LaneLayer<Lanes128<float>, float> layer = new(5, 11);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(count), () => layer.AddGradients(default, isFirst: true, count));
    }

    /// <summary>The same bits as of all lanes, if those without a row have a δ of 0.</summary>
    private static void CheckFewer<TLanes, T>(int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int count = 1; count < TLanes.Count; count++)
        {
            LaneLayer<TLanes, T> all = new(inputs, outputs), fewer = new(inputs, outputs);
            for (int unit = 0; unit < outputs; unit++)
            {
                all.Delta.AsSpan((unit * TLanes.Count) + count, TLanes.Count - count).Clear();
                fewer.Delta.AsSpan((unit * TLanes.Count) + count, TLanes.Count - count).Clear();
            }

            T[] biasesOfAll = new T[outputs], biases = new T[outputs];
            all.AddGradients(biasesOfAll, isFirst: true);
            fewer.AddGradients(biases, isFirst: true, count);
            Assert.Equal(all.Gradients, fewer.Gradients);
            Assert.Equal(biasesOfAll, biases);
        }
    }

    private static void CheckRows<TLanes, T>(int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int count in new[] { TLanes.Count, 1 })
        {
            LaneLayer<TLanes, T> moved = new(inputs, outputs), taken = new(inputs, outputs);
            moved.AddGradients(default, isFirst: true, count);
            T[] rows = [.. taken.Rows(taken.X, inputs).Cast<double>().Take(count * inputs).Select(T.CreateChecked)];
            taken.Gradients.AsSpan().Fill(T.NaN);
            taken.AddGradients(default, isFirst: true, count, rows);
            Assert.Equal(moved.Gradients, taken.Gradients);
        }
    }

    private static void Check<TLanes, T>(int inputs, int outputs, double tolerance)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LaneLayer<TLanes, T> layer = new(inputs, outputs);
        LaneProducts.Affine<TLanes, T, KeepValue<T>>(layer.X, layer.Weights, layer.Bias, layer.Z, default, default, layer.Scratch, inputs, outputs);
        Same(layer.Rows(layer.Z, outputs), (row, to) => double.CreateChecked(layer.Bias[to]) + layer.Dot(row, to), tolerance * inputs);

        T[] dx = new T[inputs * layer.Lanes];
        LaneProducts.InputGradient<TLanes, T, KeepValue<T>>(layer.Delta, layer.Weights, dx, default, default, layer.Scratch, inputs, outputs);
        double[,] delta = layer.Rows(layer.Delta, outputs);
        Same(layer.Rows(dx, inputs), (row, from) => Enumerable.Range(0, outputs).Sum(to => layer.Weight(to, from) * delta[row, to]), tolerance * outputs);

        T[] biasGradients = new T[outputs];
        layer.AddGradients(biasGradients, isFirst: false);
        double[,] x = layer.Rows(layer.X, inputs);
        for (int to = 0; to < outputs; to++)
        {
            double[] column = [.. Enumerable.Range(0, layer.Lanes).Select(row => delta[row, to])];
            Assert.Equal(column.Sum(), double.CreateChecked(biasGradients[to]), tolerance * layer.Lanes);
            for (int from = 0; from < layer.Stride; from++)
            {
                double expected = from < inputs ? column.Select((d, row) => d * x[row, from]).Sum() : 0;
                Assert.Equal(expected, double.CreateChecked(layer.Gradients[(to * layer.Stride) + from]), tolerance * layer.Lanes);
            }
        }
    }

    private static void Same(double[,] actual, Func<int, int, double> expected, double tolerance)
    {
        for (int row = 0; row < actual.GetLength(0); row++)
        {
            for (int unit = 0; unit < actual.GetLength(1); unit++)
            {
                Assert.Equal(expected(row, unit), actual[row, unit], tolerance);
            }
        }
    }
}
