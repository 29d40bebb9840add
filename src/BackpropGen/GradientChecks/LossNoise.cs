using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// How much rounding disturbs a loss: its standard deviation, from the fourth differences of losses along short lines through the point (Hamming's difference table, as
/// Moré and Wild, "Estimating Computational Noise", 2011, have it). On lines so short a smooth loss is a polynomial of the third degree, and nothing but rounding is left.
/// </summary>
internal static class LossNoise
{
    private const int Lines = 3;
    private const int Points = 9;
    private const int Order = 4;

    // the variance of a fourth difference of independent errors: 1² + 4² + 6² + 4² + 1²
    private const double Variance = 70;

    // of a step, in units of the last place: large enough to change every rounding, too small to meet a kink but by chance
    private const double Places = 32;

    /// <summary>The estimate at the probe's point: the median over the lines, so that one that met a kink does not count; at least half a unit in the last place.</summary>
    public static double At<T>(LossProbe<T> probe)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] centre = [.. probe.Parameters];
        double[] levels = new double[Lines];
        double loss = probe.Loss();
        for (int line = 0; line < Lines; line++)
        {
            levels[line] = AlongLine(probe, centre, new RandomStream(0, (ulong)line));
        }

        centre.CopyTo(probe.Parameters, 0);
        Array.Sort(levels);
        return Math.Max(levels[Lines / 2], Math.Abs(loss) * Number<T>.ToDouble(T.BitIncrement(T.One) - T.One) / 2);
    }

    private static double AlongLine<T>(LossProbe<T> probe, T[] centre, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double epsilon = Number<T>.ToDouble(T.BitIncrement(T.One) - T.One);
        double[] step = new double[centre.Length];
        for (int i = 0; i < step.Length; i++)
        {
            double size = Places * epsilon * Math.Max(Math.Abs(Number<T>.ToDouble(centre[i])), epsilon);
            step[i] = random.Below(2) == 0 ? size : -size;
        }

        double[] losses = new double[Points];
        for (int k = 0; k < Points; k++)
        {
            for (int i = 0; i < step.Length; i++)
            {
                probe.Parameters[i] = Number<T>.From(Number<T>.ToDouble(centre[i]) + ((k - (Points / 2)) * step[i]));
            }

            losses[k] = probe.Loss();
        }

        return Math.Sqrt(MeanSquareOfDifferences(losses) / Variance);
    }

    private static double MeanSquareOfDifferences(double[] losses)
    {
        int count = losses.Length;
        for (int order = 0; order < Order; order++, count--)
        {
            for (int i = 0; i < count - 1; i++)
            {
                losses[i] = losses[i + 1] - losses[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += losses[i] * losses[i];
        }

        return sum / count;
    }
}
