using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Xunit.Sdk;

namespace BackpropGen.Conformance.Tests.Harness;

/// <summary>Comparisons of numbers whose failures say which number of what differs, and by how much.</summary>
internal static class Agree
{
    /// <summary>|actual − expected| ≤ relative · |expected| + absolute, for each value.</summary>
    public static void Each(double[] expected, double[] actual, double relative, double absolute, string what)
    {
        RequireLength(expected, actual, what);
        for (var i = 0; i < expected.Length; i++)
        {
            Require(expected[i], actual[i], (relative * Math.Abs(expected[i])) + absolute, $"{what}[{i}]");
        }
    }

    /// <summary>|actual − expected| ≤ relative · |expected| + absolute.</summary>
    public static void One(double expected, double actual, double relative, double absolute, string what) =>
        Require(expected, actual, (relative * Math.Abs(expected)) + absolute, what);

    /// <summary>|actual − expected| ≤ relative · max(floor, the largest expected magnitude), for each value.</summary>
    public static void OfLargest(double[] expected, double[] actual, double relative, double floor, string what)
    {
        RequireLength(expected, actual, what);
        var scale = expected.Length == 0 ? 0 : Math.Max(floor, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            Require(expected[i], actual[i], relative * scale, $"{what}[{i}]");
        }
    }

    /// <summary>The values as double.</summary>
    public static double[] ToDouble<T>(this T[] values)
        where T : INumberBase<T> => Array.ConvertAll(values, double.CreateChecked);

    /// <summary>The values in the precision of a network.</summary>
    public static T[] To<T>(this double[] values)
        where T : INumberBase<T> => Array.ConvertAll(values, T.CreateChecked);

    private static void Require(double expected, double actual, double tolerance, string what)
    {
        // written so that a NaN on either side fails
        if (!(Math.Abs(actual - expected) <= tolerance))
        {
            throw new XunitException(string.Create(CultureInfo.InvariantCulture,
                $"{what}: expected {expected:R}, got {actual:R}; they differ by {Math.Abs(actual - expected):G3}, allowed are {tolerance:G3}."));
        }
    }

    private static void RequireLength(double[] expected, double[] actual, string what)
    {
        if (expected.Length != actual.Length)
        {
            throw new XunitException($"{what}: expected {expected.Length} values, got {actual.Length}.");
        }
    }
}
