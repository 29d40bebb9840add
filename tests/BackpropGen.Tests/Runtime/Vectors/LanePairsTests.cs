using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.Vectors;

public sealed class LanePairs512SingleTests : LanePairsTests<Lanes512<float>, float>;

public sealed class LanePairs256SingleTests : LanePairsTests<Lanes256<float>, float>;

public sealed class LanePairs128SingleTests : LanePairsTests<Lanes128<float>, float>;

public sealed class LanePairs512DoubleTests : LanePairsTests<Lanes512<double>, double>;

public sealed class LanePairs256DoubleTests : LanePairsTests<Lanes256<double>, double>;

public sealed class LanePairs128DoubleTests : LanePairsTests<Lanes128<double>, double>;

/// <summary>Functions of two registers against the base library in double: 4 units in the last place, and the same at zeros, infinities and NaN.</summary>
public abstract class LanePairsTests<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, (Func<TLanes, TLanes, TLanes> Lanes, Func<double, double, double> Reference)> Functions = new()
    {
        ["Pow"] = (TLanes.Pow, Math.Pow),
        ["Atan2"] = (TLanes.Atan2, Math.Atan2),
        ["Hypot"] = (TLanes.Hypot, double.Hypot),
    };

    [Theory]
    [InlineData("Pow")]
    [InlineData("Atan2")]
    [InlineData("Hypot")]
    public void Errors_stay_within_the_bound(string name)
    {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            // of all sizes that T has, and of nearly one size
            T x = Size(random, 0), y = Size(random, double.Log2(Math.Abs(double.CreateTruncating(x))));
            AssertSame(name, x, y);
        }
    }

    [Theory]
    [InlineData("Pow")]
    [InlineData("Atan2")]
    [InlineData("Hypot")]
    public void At_the_ends_values_are_those_of_the_base_library(string name)
    {
        foreach (double x in Ends)
        {
            foreach (double y in Ends)
            {
                AssertSame(name, T.CreateTruncating(x), T.CreateTruncating(y));
            }
        }
    }

    private static readonly double[] Ends =
    [
        0, -0.0, 1, -1, 2, -2, 0.5, 3, -3, 1e-44, -1e-44, 1e38, -1e38, 3e38, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static T Size(Random random, double exponent)
    {
        int range = typeof(T) == typeof(float) ? 148 : 1073;
        double power = random.Next(2) == 0 ? Math.Clamp(exponent + (random.NextDouble() * 6) - 3, -range, range - 22) : (random.NextDouble() * 2 * range) - range;
        return T.CreateTruncating(Math.Pow(2, Math.Min(power, range - 22)) * (random.Next(2) == 0 ? -1 : 1));
    }

    private static void AssertSame(string name, T x, T y)
    {
        double expected = Functions[name].Reference(double.CreateTruncating(x), double.CreateTruncating(y));
        T nearest = T.CreateTruncating(expected);
        T[] lanes = new T[TLanes.Count];
        TLanes.Store(Functions[name].Lanes(TLanes.Create(x), TLanes.Create(y)), lanes, 0);
        T actual = lanes[^1];
        T magnitude = T.Abs(nearest);
        double unit = double.CreateTruncating(T.IsInfinity(magnitude) ? magnitude - T.BitDecrement(magnitude) : T.BitIncrement(magnitude) - magnitude);
        bool near = T.IsNaN(actual) || T.IsNaN(nearest) || T.IsInfinity(nearest) || nearest == T.Zero
            ? nearest.Equals(actual) && (T.IsNaN(nearest) || T.IsNegative(nearest) == T.IsNegative(actual))
            : Math.Abs(double.CreateTruncating(actual) - expected) <= 4 * unit;
        Assert.True(near, string.Create(CultureInfo.InvariantCulture, $"{name}({x:R}, {y:R}): expected {nearest:R}, got {actual:R}"));
    }
}
