using System;
using BackpropGen;

namespace CustomActivation;

/// <summary>Functions that BackpropGen does not have. Their derivatives are found when the project is compiled, and stand in the comment of each network that uses them.</summary>
internal static class Functions
{
    /// <summary>Snake (Ziyin, Hartwig and Ueda 2020), its frequency learned: a layer's values can go on rising and falling where there were no samples.</summary>
    [Activation]
    public static double Snake(double z, [Parameter(1)] double frequency)
    {
        var wave = Math.Sin(frequency * z);
        return z + (wave * wave);
    }

    /// <summary>What is made small by the value that nine of ten targets lie below (Koenker and Bassett 1978).</summary>
    [Loss]
    public static double Quantile(double output, double target) => target > output ? 0.9 * (target - output) : 0.1 * (output - target);
}
