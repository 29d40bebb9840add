using System;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Evaluators in double that stay right where the plain formula loses digits or overflows. NaN gives NaN.</summary>
internal static partial class ScalarMath
{
    private const double SeriesEnd = 3, ErfIsOne = 6;

    /// <summary>eˣ − 1. Kahan's correction: the rounding error of eˣ cancels in the quotient.</summary>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        double difference = u - 1;
        return difference == -1 || double.IsInfinity(u) ? difference : difference * x / Math.Log(u);
    }

    /// <summary>ln(1 + x), by the same correction.</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    public static double LogCosh(double x)
    {
        double size = Math.Abs(x);
        if (size > 1)
        {
            return size + Log1p(Math.Exp(-2 * size)) - Math.Log(2);
        }

        double half = Math.Sinh(x / 2);
        return Log1p(2 * half * half);
    }

    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    public static double XLogY(double t, double o) => t == 0 ? 0 : t * Math.Log(o);

    /// <summary>The error function: Kummer's series (all terms positive, so no cancellation), beyond 3 the continued fraction of erfc (Abramowitz and Stegun 7.1.6, 7.1.14).</summary>
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        double value = size < SeriesEnd ? ErfSeries(size) : size < ErfIsOne ? 1 - ErfcFraction(size) : 1;
        return double.IsNaN(x) ? x : x < 0 ? -value : value;
    }

    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double ErfcFraction(double x)
    {
        const int Depth = 60;
        double tail = x;
        for (int k = Depth; k >= 1; k--)
        {
            tail = x + (k / 2.0 / tail);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * tail);
    }
}
