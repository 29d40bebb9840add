using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Zeros, infinities, NaN and arguments near the ends of the range, in both precisions.</summary>
public sealed class FunctionsSpecialValueTests
{
    private const double Inf = double.PositiveInfinity;

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(-1000, 0)]
    [InlineData(Inf, 1)]
    [InlineData(-Inf, 0)]
    [InlineData(0, 0.5)]
    [InlineData(double.NaN, double.NaN)]
    public void Sigmoid(double x, double expected) => All(x, expected, Functions.Sigmoid, Functions.Sigmoid);

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(-1000, 0)]
    [InlineData(Inf, Inf)]
    [InlineData(-Inf, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Softplus(double x, double expected) => All(x, expected, Functions.Softplus, Functions.Softplus);

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(-1000, -1)]
    [InlineData(Inf, 1)]
    [InlineData(-Inf, -1)]
    [InlineData(0, 0)]
    [InlineData(-0.0, -0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Tanh(double x, double expected) => All(x, expected, Functions.Tanh, Functions.Tanh);

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(-1000, -1)]
    [InlineData(Inf, 1)]
    [InlineData(-Inf, -1)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Erf(double x, double expected) => All(x, expected, Functions.Erf, Functions.Erf);

    [Theory]
    [InlineData(1000, Inf)]
    [InlineData(-1000, 0)]
    [InlineData(Inf, Inf)]
    [InlineData(-Inf, 0)]
    [InlineData(0, 1)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp(double x, double expected) => All(x, expected, Functions.Exp, Functions.Exp);

    [Theory]
    [InlineData(1000, Inf)]
    [InlineData(-1000, -1)]
    [InlineData(Inf, Inf)]
    [InlineData(-Inf, -1)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Expm1(double x, double expected) => All(x, expected, Functions.Expm1, Functions.Expm1);

    [Theory]
    [InlineData(0, -Inf)]
    [InlineData(1, 0)]
    [InlineData(-1, double.NaN)]
    [InlineData(Inf, Inf)]
    [InlineData(double.NaN, double.NaN)]
    public void Log(double x, double expected) => All(x, expected, Functions.Log, Functions.Log);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -Inf)]
    [InlineData(-2, double.NaN)]
    [InlineData(Inf, Inf)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1p(double x, double expected) => All(x, expected, Functions.Log1p, Functions.Log1p);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(Inf, Inf)]
    [InlineData(-Inf, Inf)]
    [InlineData(double.NaN, double.NaN)]
    public void LogCosh(double x, double expected) => All(x, expected, Functions.LogCosh, Functions.LogCosh);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(-0.5, -1)]
    [InlineData(0, 0)]
    [InlineData(Inf, 1)]
    [InlineData(-Inf, -1)]
    [InlineData(double.NaN, double.NaN)]
    public void Sign(double x, double expected) => All(x, expected, Functions.Sign, Functions.Sign);

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(-Inf, 1, 1)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(1, double.NaN, double.NaN)]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    public void Max(double x, double y, double expected) => All(x, y, expected, Functions.Max, Functions.Max);

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(-Inf, 1, -Inf)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(1, double.NaN, double.NaN)]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    public void Min(double x, double y, double expected) => All(x, y, expected, Functions.Min, Functions.Min);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, -Inf)]
    [InlineData(0, double.NaN, double.NaN)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(1, double.NaN, double.NaN)]
    public void XLogY(double t, double o, double expected) => All(t, o, expected, Functions.XLogY, Functions.XLogY);

    [Fact]
    public void The_smallest_arguments_keep_their_bits()
    {
        foreach (double x in new[] { 1e-300, -1e-300, 1e-20 })
        {
            All(x, x, y => (float)x, Functions.Tanh);
            All(x, x, y => (float)x, Functions.Expm1);
            All(x, x, y => (float)x, Functions.Log1p);
        }
    }

    private static void All(double x, double expected, Func<float, float> single, Func<double, double> full)
    {
        Assert.Equal((float)expected, single((float)x));
        Assert.Equal(expected, full(x));
    }

    private static void All(double x, double y, double expected, Func<float, float, float> single, Func<double, double, double> full)
        => All(x, expected, a => single(a, (float)y), a => full(a, y));
}
