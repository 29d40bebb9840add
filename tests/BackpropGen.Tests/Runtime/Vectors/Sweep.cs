using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Tests.Runtime.Vectors;

/// <summary>Arguments of all sizes.</summary>
internal static class Sweep
{
    /// <summary>Every how manieth float is tried; 53 takes minutes.</summary>
    private const string StepVariable = "BACKPROPGEN_SWEEP_STEP";

    private const uint DefaultStep = 40009;

    internal static IEnumerable<T> Of<T>() => typeof(T) == typeof(float) ? Floats().Concat(QuarterTurns().Select(x => (float)x)).Cast<T>() : References.Sweep().Concat(Sizes()).Concat(QuarterTurns()).Cast<T>();

    /// <summary>The numbers nearest to multiples of ½π, where sin, cos and tan have nothing but what the reduction of the argument leaves, and where that changes its way.</summary>
    private static IEnumerable<double> QuarterTurns()
    {
        for (double turns = 1; turns < 1 << 24; turns = turns < 4096 ? turns + 1 : Math.Floor(turns * 1.01))
        {
            yield return turns * Math.PI / 2;
            yield return turns * Math.PI / -2;
        }
    }

    private static IEnumerable<double> Sizes()
    {
        for (double size = 3 * double.Epsilon; size < double.PositiveInfinity; size *= 1.9)
        {
            yield return size;
            yield return -size;
        }
    }

    /// <summary>Every n-th float of both signs, with infinities and NaN among them.</summary>
    internal static IEnumerable<float> Floats()
    {
        uint step = uint.TryParse(Environment.GetEnvironmentVariable(StepVariable), NumberStyles.None, CultureInfo.InvariantCulture, out uint given) && given > 0 ? given : DefaultStep;
        for (ulong bits = 0; bits <= uint.MaxValue; bits += step)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }
    }
}
