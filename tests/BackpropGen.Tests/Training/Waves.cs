using System;
using System.Linq;

namespace BackpropGen.Tests.Training;

/// <summary>One input, one output.</summary>
[Network(1)]
[Dense(6, Activation.Tanh)]
[Dense(1)]
internal sealed partial class WaveNetwork;

/// <summary>Large enough for several cores.</summary>
[Network(64)]
[Dense(256, Activation.ReLU)]
[Dense(32)]
internal sealed partial class WideNetwork;

/// <summary>Data of a sine and of sums of sines.</summary>
internal static class Waves
{
    public static Dataset<float> Training { get; } = Sine(64, 0);

    public static Dataset<float> Validation { get; } = Sine(20, 0.3);

    public static Dataset<float> Wide { get; } = new(
        [.. Enumerable.Range(0, 512 * 64).Select(i => (float)Math.Sin(i * 0.37))], 64,
        [.. Enumerable.Range(0, 512 * 32).Select(i => (float)Math.Cos(i * 0.11))], 32);

    private static Dataset<float> Sine(int rows, double offset)
    {
        float[] x = [.. Enumerable.Range(0, rows).Select(i => (float)(((double)i / rows * 4) - 2 + offset))];
        return new Dataset<float>(x, 1, [.. x.Select(v => MathF.Sin(3 * v))], 1);
    }
}
