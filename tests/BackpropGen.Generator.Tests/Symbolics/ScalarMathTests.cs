using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>Evaluators that older frameworks do not have, against those of the newest.</summary>
public sealed class ScalarMathTests
{
    private static readonly Dictionary<string, (Func<double, double> Own, Func<double, double> Reference)> Functions = new()
    {
        ["Asinh"] = (ScalarMath.Asinh, Math.Asinh),
        ["Acosh"] = (ScalarMath.Acosh, Math.Acosh),
        ["Atanh"] = (ScalarMath.Atanh, Math.Atanh),
        ["Cbrt"] = (ScalarMath.Cbrt, Math.Cbrt),
    };

    private static readonly double[] Ends = { 0, -0.0, 1, -1, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN };

    public static TheoryData<string> Names => new(Functions.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_of_one_argument(string name)
    {
        var (own, reference) = Functions[name];
        foreach (double x in Ends.Concat(Sizes()))
        {
            AssertNear(reference(x), own(x), $"{name}({x:R})");
        }
    }

    [Fact]
    public void Hypot()
    {
        foreach (double x in Ends.Concat(Sizes()))
        {
            foreach (double y in Ends.Concat(new[] { 0.7 * x, 3.3, -1e200 }))
            {
                AssertNear(double.Hypot(x, y), ScalarMath.Hypot(x, y), $"Hypot({x:R}, {y:R})");
            }
        }
    }

    private static IEnumerable<double> Sizes()
    {
        for (double size = 1e-310; size < 1e308; size *= 1.7)
        {
            yield return size;
            yield return -size;
            yield return 1 + size;
            yield return 1 - size;
        }
    }

    private static void AssertNear(double expected, double actual, string what)
    {
        // Equals holds for NaN with NaN and for equal infinities, and tells −0 from 0 by the sign asked for.
        bool near = expected.Equals(actual) ? double.IsNegative(expected) == double.IsNegative(actual) || double.IsNaN(expected) : Math.Abs(expected - actual) <= (1e-15 * Math.Abs(expected)) + double.Epsilon;
        Assert.True(near, $"{what}: expected {expected:R}, got {actual:R}");
    }
}
