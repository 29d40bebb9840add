using System;
using System.Globalization;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>What rows count in a loss.</summary>
internal static class DataWeights
{
    /// <summary>Refuses weights that are not one a row, or negative, or not finite, or all 0; none at all are fine.</summary>
    public static void Check<T>(ReadOnlySpan<T> weights, int rows, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.Length == 0)
        {
            return;
        }

        if (weights.Length != rows)
        {
            throw new ArgumentException($"There must be one weight a row, {rows}, and there are {weights.Length}.", name);
        }

        for (int row = 0; row < rows; row++)
        {
            if (!(weights[row] >= T.Zero && T.IsFinite(weights[row])))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of row {row} must be finite and not negative, and is {weights[row]}."), name);
            }
        }

        if (Sum(weights) == 0)
        {
            throw new ArgumentException("At least one weight must be greater than 0.", name);
        }
    }

    /// <summary>Their sum, in double.</summary>
    public static double Sum<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T weight in weights)
        {
            sum += Number<T>.ToDouble(weight);
        }

        return sum;
    }
}
