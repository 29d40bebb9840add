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

    internal static IEnumerable<T> Of<T>() => typeof(T) == typeof(float) ? Floats().Cast<T>() : References.Sweep().Cast<T>();

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
