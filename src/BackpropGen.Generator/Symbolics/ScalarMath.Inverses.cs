using System;

namespace BackpropGen.Generator.Symbolics;

/// <content>What the base library has only on newer frameworks than a compiler may run on: inverse hyperbolic functions, ∛ and hypot.</content>
internal static partial class ScalarMath
{
    /// <summary>Beyond it 1 is lost beside the square of a number.</summary>
    private const double OneIsLost = 1e9;

    /// <summary>2⁵⁴ and its cube root, which lift denormals and keep the cube of ∛x finite.</summary>
    private const double CubeScale = 1L << 54, CubeScaleRoot = 1 << 18;

    /// <summary>ln(x + √(x² + 1)), with ln(1 + …) so that nothing cancels near 0.</summary>
    public static double Asinh(double x)
    {
        double size = Math.Abs(x);
        double value = size > OneIsLost ? Math.Log(size) + Math.Log(2) : Log1p(size + (size * size / (1 + Math.Sqrt((size * size) + 1))));
        return x < 0 ? -value : x == 0 ? x : value;
    }

    /// <summary>ln(x + √(x² − 1)); NaN below 1.</summary>
    public static double Acosh(double x)
    {
        double beyond = x - 1;
        return x < 1 ? double.NaN : x > OneIsLost ? Math.Log(x) + Math.Log(2) : Log1p(beyond + Math.Sqrt(beyond * (beyond + 2)));
    }

    /// <summary>½ ln((1 + x)/(1 − x)); ±∞ at ±1, NaN beyond.</summary>
    public static double Atanh(double x)
    {
        double size = Math.Abs(x);
        double value = size == 1 ? double.PositiveInfinity : size > 1 ? double.NaN : 0.5 * Log1p(2 * (size + (size * (size / (1 - size)))));
        return x < 0 ? -value : x == 0 ? x : value;
    }

    /// <summary>∛x with x's sign: the power as a start, then one step of Newton's method.</summary>
    public static double Cbrt(double x)
    {
        double size = Math.Abs(x);
        if (size == 0 || !(size < double.PositiveInfinity))
        {
            return x;
        }

        var (scaled, factor) = size < 1e-270 ? (size * CubeScale, 1 / CubeScaleRoot) : size > 1e270 ? (size / CubeScale, CubeScaleRoot) : (size, 1);
        double root = Math.Pow(scaled, 1.0 / 3);
        root = factor * (root - ((root - (scaled / (root * root))) / 3));
        return x < 0 ? -root : root;
    }

    /// <summary>√(x² + y²) by the quotient of the smaller and the larger, whose square cannot overflow; ∞ where one is infinite.</summary>
    public static double Hypot(double x, double y)
    {
        double larger = Math.Max(Math.Abs(x), Math.Abs(y)), smaller = Math.Min(Math.Abs(x), Math.Abs(y));
        if (double.IsInfinity(x) || double.IsInfinity(y))
        {
            return double.PositiveInfinity;
        }

        double quotient = larger == 0 ? 0 : smaller / larger;
        return larger * Math.Sqrt(1 + (quotient * quotient));
    }
}
