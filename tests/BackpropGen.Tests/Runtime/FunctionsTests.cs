using System;
using System.Collections.Generic;
using System.Globalization;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Every function in both precisions against a reference, over numbers of all sizes.</summary>
public sealed class FunctionsTests
{
    private const double FloatTolerance = 5e-7; // 4 units in the last place
    private const double DoubleTolerance = 2e-15; // 9 units in the last place

    private static readonly Dictionary<string, Forms> Table = new()
    {
        ["Exp"] = new(Functions.Exp, Functions.Exp, Math.Exp),
        ["Log"] = new(Functions.Log, Functions.Log, Math.Log),
        ["Expm1"] = new(Functions.Expm1, Functions.Expm1, References.Expm1),
        ["Log1p"] = new(Functions.Log1p, Functions.Log1p, References.Log1p),
        ["Tanh"] = new(Functions.Tanh, Functions.Tanh, Math.Tanh),
        ["Sigmoid"] = new(Functions.Sigmoid<float>, Functions.Sigmoid, References.Sigmoid),
        ["Softplus"] = new(Functions.Softplus, Functions.Softplus, References.Softplus),
        ["Erf"] = new(Functions.Erf, Functions.Erf, References.Erf),
        ["LogCosh"] = new(Functions.LogCosh, Functions.LogCosh, References.LogCosh),
        ["Abs"] = new(Functions.Abs, Functions.Abs, Math.Abs),
        ["Sqrt"] = new(Functions.Sqrt, Functions.Sqrt, Math.Sqrt),
        ["Sign"] = new(Functions.Sign, Functions.Sign, x => Math.Sign(x)),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_double_is_near_the_reference(string name)
    {
        Forms forms = Table[name];
        foreach (double x in References.Sweep())
        {
            AssertNear(forms.Reference(x), forms.Double(x), DoubleTolerance, double.Epsilon, x);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_float_is_near_the_reference(string name)
    {
        Forms forms = Table[name];
        foreach (double wide in References.Sweep())
        {
            float x = (float)wide;
            AssertNear((float)forms.Reference(x), forms.Single(x), FloatTolerance, float.Epsilon, x);
        }
    }

    private static void AssertNear(double expected, double actual, double tolerance, double smallest, double x)
    {
        // Equals holds for NaN with NaN and for equal infinities.
        bool near = expected.Equals(actual) || Math.Abs(actual - expected) <= tolerance * Math.Abs(expected) + 2 * smallest;
        Assert.True(near, string.Create(CultureInfo.InvariantCulture, $"at {x:R}: expected {expected:R}, got {actual:R}"));
    }

    private sealed record Forms(
        Func<float, float> Single,
        Func<double, double> Double,
        Func<double, double> Reference);
}
