using System;

namespace BackpropGen.Tests.Runtime;

internal static class TestArrays
{
    internal static float[] ToSingle(this double[] values) => Array.ConvertAll(values, value => (float)value);

    internal static double[] ToDouble(this float[] values) => Array.ConvertAll(values, value => (double)value);
}
