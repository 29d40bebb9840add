using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>A derivative by differences, beside the one to be judged.</summary>
/// <param name="Value">The difference quotient.</param>
/// <param name="IsAtKink">Whether derivatives from right and left differ, so that neither is wrong.</param>
internal readonly record struct NumericDerivative(double Value, bool IsAtKink)
{
    /// <summary>From one step to the next smaller one.</summary>
    private const double Shrinking = 8;

    /// <summary>A quotient within a tenth of what passes is as good as any.</summary>
    private const double Enough = 0.1;

    /// <summary>By how many standard deviations of the loss's rounding quotients may be off, of as many as there are in a check.</summary>
    private const double Deviations = 6;

    /// <summary>The step that balances the formula's error, of the order h⁴, against a rounding of the order ε / h: a power of 2 near ε^(1/5), so that adding it costs no digit.</summary>
    public static double LargestStep<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.ScaleB(1, (int)Math.Round(Math.Log2(Epsilon<T>()) / 5));

    /// <summary>Below, a difference would have half of the digits of the number it moves, or less.</summary>
    private static double LeastStep<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.Sqrt(Epsilon<T>());

    /// <summary>The difference that rounding alone makes at a step.</summary>
    public static double Resolution(double noise, double step) => Deviations * noise / step;

    /// <summary>The derivative of the probe's loss by one of its numbers.</summary>
    /// <param name="probe">Gives losses.</param>
    /// <param name="point">Its parameters or its inputs.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="analytic">The derivative to be judged.</param>
    /// <param name="passing">The difference from it that passes; at the largest step rounding makes less.</param>
    /// <param name="noise">The standard deviation of the loss's rounding.</param>
    public static NumericDerivative Of<T>(LossProbe<T> probe, T[] point, int index, double analytic, double passing, double noise)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T centre = point[index];
        double scale = T.IsFinite(centre) && centre != T.Zero ? Math.ScaleB(1, Math.Max(0, T.ILogB(centre) + 1)) : 1;
        double step = LargestStep<T>() * scale, least = step;
        var quotients = new List<double>();
        while (quotients.Count == 0 || (Resolution(noise, step) <= passing && step >= LeastStep<T>() * scale))
        {
            quotients.Add(((8 * (At(1, step) - At(-1, step))) - (At(2, step) - At(-2, step))) / (12 * step));
            least = step;
            if (!(Math.Abs(quotients[^1] - analytic) > Enough * passing))
            {
                break;
            }

            step /= Shrinking;
        }

        double value = Choose(quotients, analytic, passing);
        double right = value, left = value;
        if (Math.Abs(value - analytic) > passing)
        {
            (right, left) = (FromOneSide(1), FromOneSide(-1));
        }

        point[index] = centre;
        bool isAtKink = Math.Abs(right - left) > passing;

        // a curvature that jumps is no kink, but leaves the central difference an error of the order h
        return isAtKink ? new(value, true) : new(Choose([value, (right + left) / 2], analytic, passing), false);

        double At(int steps, double length)
        {
            point[index] = Number<T>.From(Number<T>.ToDouble(centre) + (steps * length));
            return probe.Loss();
        }

        double FromOneSide(int side) => side * ((4 * At(side, least)) - At(2 * side, least) - (3 * At(0, least))) / (2 * least);
    }

    /// <summary>The nearest quotient if that passes; else the one that changed least from the step before, which is the best there is.</summary>
    private static double Choose(List<double> quotients, double analytic, double passing)
    {
        double nearest = quotients.MinBy(quotient => Math.Abs(quotient - analytic));
        return quotients.Count == 1 || Math.Abs(nearest - analytic) <= passing
            ? nearest
            : quotients[1 + quotients.Skip(1).Select((quotient, i) => (Change: Math.Abs(quotient - quotients[i]), i)).MinBy(pair => pair.Change).i];
    }

    private static double Epsilon<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Number<T>.ToDouble(T.BitIncrement(T.One) - T.One);
}
