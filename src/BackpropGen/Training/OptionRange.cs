using System;

namespace BackpropGen.Runtime;

/// <summary>Refuses training options that are out of their range, by name.</summary>
internal static class OptionRange
{
    /// <summary>A number from <paramref name="least"/> on.</summary>
    public static int AtLeast(int least, int value, string name) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{nameof(TrainingOptions)}.{name} must be at least {least}.");

    /// <summary>The same, or null.</summary>
    public static int? AtLeast(int least, int? value, string name) => value is null ? null : AtLeast(least, value.Value, name);

    /// <summary>A number from 0 on.</summary>
    public static double NotNegative(double value, string name) => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{nameof(TrainingOptions)}.{name} must be 0 or more.");
}
