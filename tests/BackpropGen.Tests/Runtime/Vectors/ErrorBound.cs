using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace BackpropGen.Tests.Runtime.Vectors;

/// <summary>How far a function may be from its value at the same argument.</summary>
/// <param name="Reference">The value in double.</param>
/// <param name="IsBounded">Whether the bound is absolute: 2.4·10⁻⁷ for float, 10⁻¹⁵ for double; else it is 4 units in the last place.</param>
internal sealed record ErrorBound(Func<double, double> Reference, bool IsBounded = false)
{
    /// <summary>By function.</summary>
    internal static readonly Dictionary<string, ErrorBound> Of = new()
    {
        ["Exp"] = new(Math.Exp),
        ["BoundedExp"] = new(x => Math.Exp(-Math.Abs(x)), IsBounded: true),
        ["Expm1"] = new(References.Expm1),
        ["Log"] = new(Math.Log),
        ["Log1p"] = new(References.Log1p),
        ["Tanh"] = new(Math.Tanh, IsBounded: true),
        ["Sigmoid"] = new(References.Sigmoid, IsBounded: true),
        ["Erf"] = new(References.Erf, IsBounded: true),
        ["Softplus"] = new(References.Softplus),
        ["LogCosh"] = new(References.LogCosh),
        ["Sqrt"] = new(Math.Sqrt),
        ["Abs"] = new(Math.Abs),
        ["Sign"] = new(x => Math.Sign(x)),
        ["Sin"] = new(Math.Sin),
        ["Cos"] = new(Math.Cos),
        ["Tan"] = new(Math.Tan),
        ["Asin"] = new(Math.Asin),
        ["Acos"] = new(Math.Acos),
        ["Atan"] = new(Math.Atan),
        ["Sinh"] = new(Math.Sinh),
        ["Cosh"] = new(Math.Cosh),
        ["Asinh"] = new(Math.Asinh),
        ["Acosh"] = new(Math.Acosh),
        ["Atanh"] = new(Math.Atanh),
        ["Cbrt"] = new(Math.Cbrt),
    };

    /// <summary>The functions' names, for theories.</summary>
    public static Xunit.TheoryData<string> Names => [.. Of.Keys];

    private const double Units = 4;

    /// <summary>Fails if a value is too far from the right one.</summary>
    internal void Assert<T>(T x, T actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double expected = T.IsNaN(x) ? double.NaN : Reference(double.CreateTruncating(x));
        T nearest = T.CreateTruncating(expected);
        double error = Math.Abs(double.CreateTruncating(actual) - expected);

        // Equals holds for NaN with NaN and for equal infinities.
        bool near = nearest.Equals(actual) || error <= Allowed(nearest);
        Xunit.Assert.True(near, string.Create(CultureInfo.InvariantCulture, $"at {x:R}: expected {expected:R}, got {actual:R}"));
    }

    private double Allowed<T>(T nearest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (IsBounded)
        {
            return typeof(T) == typeof(float) ? 2.4e-7 : 1e-15;
        }

        T magnitude = T.Abs(nearest);
        return Units * double.CreateTruncating(T.IsInfinity(magnitude) ? magnitude - T.BitDecrement(magnitude) : T.BitIncrement(magnitude) - magnitude);
    }
}
