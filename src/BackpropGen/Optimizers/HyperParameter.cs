using System;
using System.Globalization;

namespace BackpropGen;

/// <summary>Refuses hyper-parameters that are out of their range, with errors that name optimizer, parameter, range and value.</summary>
internal static class HyperParameter
{
    /// <summary>Refuses the default value of an optimizer's struct, in which every hyper-parameter is 0.</summary>
    internal static void Constructed(bool constructed, string optimizer)
    {
        if (!constructed)
        {
            throw new ArgumentException($"default({optimizer}) has no hyper-parameters. Use new {optimizer}() for the usual ones, or new {optimizer}(learningRate).", nameof(optimizer));
        }
    }

    /// <summary>A finite number that is not negative.</summary>
    internal static void NotNegative(double value, string optimizer, string name)
        => Require(value >= 0 && double.IsFinite(value), value, optimizer, name, "a finite number that is not negative");

    /// <summary>A finite number above 0.</summary>
    internal static void Positive(double value, string optimizer, string name)
        => Require(value > 0 && double.IsFinite(value), value, optimizer, name, "a finite number greater than 0");

    /// <summary>0 or more and less than 1.</summary>
    internal static void Fraction(double value, string optimizer, string name)
        => Require(value is >= 0 and < 1, value, optimizer, name, "0 or more and less than 1");

    /// <summary>0 to 1, both included.</summary>
    internal static void Proportion(double value, string optimizer, string name)
        => Require(value is >= 0 and <= 1, value, optimizer, name, "0 to 1");

    /// <summary>A finite number above 1.</summary>
    internal static void AboveOne(double value, string optimizer, string name)
        => Require(value > 1 && double.IsFinite(value), value, optimizer, name, "a finite number greater than 1");

    /// <summary>A finite number that is not below another hyper-parameter.</summary>
    internal static void NotBelow(double value, double bound, string optimizer, string name, string boundName)
    {
        if (!(value >= bound && double.IsFinite(value)))
        {
            Require(false, value, optimizer, name, FormattableString.Invariant($"a finite number not below {boundName} = {bound}"));
        }
    }

    private static void Require(bool holds, double value, string optimizer, string name, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{optimizer}.{name}: expected {expected}, got {value}."), name);
        }
    }
}
