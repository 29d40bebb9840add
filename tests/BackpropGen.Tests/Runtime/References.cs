using System;
using System.Collections.Generic;

namespace BackpropGen.Tests.Runtime;

/// <summary>Reference values by other ways than the runtime's own: the C library, or series that do not cancel.</summary>
internal static class References
{
    /// <summary>Numbers of all sizes and both signs, dense where functions bend.</summary>
    internal static IEnumerable<double> Sweep()
    {
        for (int i = -3200; i <= 3200; i++)
        {
            yield return i / 64.0;
        }

        for (double size = 1e-300; size < 2000; size *= 1.9)
        {
            yield return size;
            yield return -size;
            yield return 1 + size;
            yield return 1 - size;
        }
    }

    internal static double Expm1(double x)
    {
        if (Math.Abs(x) > 1)
        {
            return Math.Exp(x) - 1;
        }

        double sum = 0;
        for (int n = 25; n >= 1; n--)
        {
            sum = (sum + 1) * x / n;
        }

        return sum;
    }

    internal static double Log1p(double x)
    {
        if (x < -0.5 || x > 0.5)
        {
            return Math.Log(1 + x);
        }

        double f = x / (2 + x);
        double sum = 0;
        for (int n = 61; n >= 1; n -= 2)
        {
            sum = sum * f * f + 1.0 / n;
        }

        return 2 * f * sum;
    }

    internal static double Sigmoid(double x) => x > 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    internal static double Softplus(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));

    internal static double LogCosh(double x)
    {
        double half = Math.Sinh(x / 2);
        return Math.Abs(x) > 20 ? Math.Abs(x) - Math.Log(2) : Log1p(2 * half * half);
    }

    /// <summary>
    /// 2/√π e^−x² Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)), all terms of one sign, summed in 28 digits; beyond 3, where e^−x² has too few of them, 1 less the continued fraction
    /// e^−x² / √π · 1 / (x + ½ / (x + 1 / (x + …))).
    /// </summary>
    internal static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (size > 6)
        {
            return Math.Sign(x);
        }

        if (size > 3)
        {
            double tail = size;
            for (int k = 80; k >= 1; k--)
            {
                tail = size + k / 2.0 / tail;
            }

            return Math.Sign(x) * (1 - Math.Exp(-size * size) / (Math.Sqrt(Math.PI) * tail));
        }

        if (size < 1e-2)
        {
            double z = x * x;
            return x * (2 / Math.Sqrt(Math.PI)) * (1 - z * (1 / 3.0 - z * (0.1 - z * (1 / 42.0 - z / 216))));
        }

        decimal term = (decimal)(long)(size * (1L << 60)) / (1L << 60); // the conversion from double itself keeps 15 digits only
        decimal square = term * term;
        decimal sum = term;
        for (int n = 1; n < 250; n++)
        {
            term = term * 2 * square / (2 * n + 1);
            sum += term;
        }

        return Math.Sign(x) * Math.Min(1, 2 / Math.Sqrt(Math.PI) * Math.Exp(-size * size) * (double)sum);
    }
}
