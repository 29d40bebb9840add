using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.LaneRows;

/// <summary>Products with a row a lane that apply a formula before they store.</summary>
public sealed class LaneFormulaTests
{
    [Theory]
    [MemberData(nameof(LaneProductsTests.Shapes), MemberType = typeof(LaneProductsTests))]
    public void A_formula_is_applied_to_each_result(int inputs, int outputs)
    {
        CheckFormulas<Lanes512<float>, float>(inputs, outputs);
        CheckFormulas<Lanes256<float>, float>(inputs, outputs);
        CheckFormulas<Lanes128<float>, float>(inputs, outputs);
        CheckFormulas<Lanes512<double>, double>(inputs, outputs);
        CheckFormulas<Lanes256<double>, double>(inputs, outputs);
        CheckFormulas<Lanes128<double>, double>(inputs, outputs);
    }

    [Theory]
    [InlineData(5, 11)]
    [InlineData(40, 9)] // of four rows along the inputs
    public void A_formula_s_operands_must_be_there(int inputs, int outputs)
    {
        LaneLayer<Lanes128<float>, float> layer = new(inputs, outputs);
        Assert.Throws<ArgumentException>("first", () => LaneProducts.Affine<Lanes128<float>, float, TanhDerivative<float>>(layer.X, layer.Weights, default, layer.Z, layer.Delta.AsSpan(1), default, layer.Scratch, inputs, outputs));
        Assert.Throws<ArgumentException>("second", () => LaneProducts.InputGradient<Lanes128<float>, float, ScaleAndAdd<float>>(layer.Delta, layer.Weights, new float[layer.X.Length], layer.X, layer.X.AsSpan(1), layer.Scratch, inputs, outputs));
        Assert.All(layer.Z, value => Assert.Equal(0, value));
    }

    /// <summary>The same bits as of the product without a formula and the formula after it.</summary>
    private static void CheckFormulas<TLanes, T>(int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFormula<TLanes, T, Square<T>>(inputs, outputs);
        CheckFormula<TLanes, T, TanhDerivative<T>>(inputs, outputs);
        CheckFormula<TLanes, T, ScaleAndAdd<T>>(inputs, outputs);
    }

    private static void CheckFormula<TLanes, T, TEpilogue>(int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        LaneLayer<TLanes, T> layer = new(inputs, outputs);
        T[] deltas = [.. layer.Delta.AsEnumerable().Reverse()], values = [.. layer.X.AsEnumerable().Reverse()];
        LaneProducts.Affine<TLanes, T, KeepValue<T>>(layer.X, layer.Weights, layer.Bias, layer.Z, default, default, layer.Scratch, inputs, outputs);
        T[] expected = Applied<TLanes, T, TEpilogue>(layer.Z, layer.Delta, deltas);
        LaneProducts.Affine<TLanes, T, TEpilogue>(layer.X, layer.Weights, layer.Bias, layer.Z, layer.Delta, deltas, layer.Scratch, inputs, outputs);
        Assert.Equal(expected, layer.Z);

        T[] dx = new T[inputs * layer.Lanes];
        LaneProducts.InputGradient<TLanes, T, KeepValue<T>>(layer.Delta, layer.Weights, dx, default, default, layer.Scratch, inputs, outputs);
        expected = Applied<TLanes, T, TEpilogue>(dx, layer.X, values);
        LaneProducts.InputGradient<TLanes, T, TEpilogue>(layer.Delta, layer.Weights, dx, layer.X, values, layer.Scratch, inputs, outputs);
        Assert.Equal(expected, dx);
    }

    private static T[] Applied<TLanes, T, TEpilogue>(T[] values, T[] first, T[] second)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        T[] result = new T[values.Length];
        for (int i = 0; i < values.Length; i += TLanes.Count)
        {
            TLanes.Store(TEpilogue.Apply(TLanes.Load(values, i), TLanes.Load(first, i), TLanes.Load(second, i)), result, i);
        }

        return result;
    }
}
