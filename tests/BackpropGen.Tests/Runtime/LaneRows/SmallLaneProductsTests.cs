using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.LaneRows;

/// <summary>Products with a row a lane over weights in canonical order, in all widths, against sums in double.</summary>
public sealed class SmallLaneProductsTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 2, 2 }, { 1, 23 }, { 3, 9 }, { 4, 3 }, { 5, 8 }, { 12, 4 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_layer_of_floats(int inputs, int outputs)
    {
        Check<Lanes128<float>, float>(inputs, outputs, 1e-5);
        Check<Lanes256<float>, float>(inputs, outputs, 1e-5);
        Check<Lanes512<float>, float>(inputs, outputs, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_layer_of_doubles(int inputs, int outputs)
    {
        Check<Lanes128<double>, double>(inputs, outputs, 1e-13);
        Check<Lanes256<double>, double>(inputs, outputs, 1e-13);
        Check<Lanes512<double>, double>(inputs, outputs, 1e-13);
    }

    [Fact]
    public void A_shared_bias_takes_the_sum_of_all_units_and_none_takes_nothing()
    {
        double[] x = Values<double>(3 * Lanes256<double>.Count, 1), delta = Values<double>(5 * Lanes256<double>.Count, 2), z = new double[delta.Length], weights = new double[15], gradients = new double[15], shared = [double.NaN];
        SmallLaneProducts.Affine<Lanes256<double>, double>(x, weights, [0.5], z, 3, 5);
        Assert.All(z, value => Assert.Equal(0.5, value));
        SmallLaneProducts.Affine<Lanes256<double>, double>(x, weights, default, z, 3, 5);
        Assert.All(z, value => Assert.Equal(0, value));
        SmallLaneProducts.Gradients<Lanes256<double>, double>(delta, x, gradients, shared, 3, 5, isFirst: true);
        Assert.Equal(delta.Sum(), shared[0], 1e-13);
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        float[] x = new float[8], z = new float[12], w = new float[6];
        Assert.Throws<ArgumentException>("source", () => SmallLaneProducts.Affine<Lanes128<float>, float>(x.AsSpan(1), w, default, z, 2, 3));
        Assert.Throws<ArgumentException>("weights", () => SmallLaneProducts.Affine<Lanes128<float>, float>(x, w.AsSpan(1), default, z, 2, 3));
        Assert.Throws<ArgumentException>("bias", () => SmallLaneProducts.Affine<Lanes128<float>, float>(x, w, w.AsSpan(0, 2), z, 2, 3));
        Assert.Throws<ArgumentException>("result", () => SmallLaneProducts.InputGradient<Lanes128<float>, float>(z, w, x.AsSpan(1), 2, 3));
        Assert.Throws<ArgumentException>("weights", () => SmallLaneProducts.Gradients<Lanes128<float>, float>(z, x, w.AsSpan(1), default, 2, 3, isFirst: true));
    }

    private static void Check<TLanes, T>(int inputs, int outputs, double tolerance)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = TLanes.Count;
        T[] x = Values<T>(inputs * lanes, 1), delta = Values<T>(outputs * lanes, 2), weights = Values<T>(inputs * outputs, 3), bias = Values<T>(outputs, 4), z = new T[outputs * lanes], dx = new T[inputs * lanes];
        SmallLaneProducts.Affine<TLanes, T>(x, weights, bias, z, inputs, outputs);
        Same(z, i => Number(bias[i / lanes]) + Enumerable.Range(0, inputs).Sum(from => Number(weights[((i / lanes) * inputs) + from]) * Number(x[(from * lanes) + (i % lanes)])), tolerance);
        SmallLaneProducts.InputGradient<TLanes, T>(delta, weights, dx, inputs, outputs);
        Same(dx, i => Enumerable.Range(0, outputs).Sum(to => Number(weights[(to * inputs) + (i / lanes)]) * Number(delta[(to * lanes) + (i % lanes)])), tolerance);

        // what was there counts nothing before the first rows, and is added to after them
        T[] gradients = [.. Enumerable.Repeat(T.NaN, inputs * outputs)], sums = [.. Enumerable.Repeat(T.NaN, outputs)];
        foreach (int times in new[] { 1, 2 })
        {
            SmallLaneProducts.Gradients<TLanes, T>(delta, x, gradients, sums, inputs, outputs, isFirst: times == 1);
            Same(gradients, i => times * Enumerable.Range(0, lanes).Sum(lane => Number(delta[((i / inputs) * lanes) + lane]) * Number(x[((i % inputs) * lanes) + lane])), tolerance * lanes);
            Same(sums, to => times * Enumerable.Range(0, lanes).Sum(lane => Number(delta[(to * lanes) + lane])), tolerance * lanes);
        }
    }

    private static void Same<T>(T[] actual, Func<int, double> expected, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Assert.All(actual, (value, index) => Assert.Equal(expected(index), Number(value), tolerance));

    private static double Number<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateChecked(value);

    private static T[] Values<T>(int count, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((2 * random.NextDouble()) - 1))];
    }
}
