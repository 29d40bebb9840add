using System;

namespace BackpropGen.Runtime;

/// <summary>A point of a line search: step, value and slope there.</summary>
internal readonly record struct LinePoint(double Step, double Value, double Slope);

/// <summary>
/// The search for a step that satisfies the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 3.5 and 3.6), with cubic interpolation
/// between two points, kept off their ends.
/// </summary>
/// <param name="evaluate">Value and slope at a step along the direction.</param>
/// <param name="sufficientDecrease">c₁.</param>
/// <param name="curvature">c₂.</param>
/// <param name="evaluations">How many evaluations it may take.</param>
internal struct WolfeSearch(Func<double, LinePoint> evaluate, double sufficientDecrease, double curvature, int evaluations)
{
    /// <summary>How far an interpolated step stays from the ends of its interval, as a share of it.</summary>
    private const double Margin = 0.1;

    private LinePoint _start;
    private int _left = evaluations;

    /// <summary>Searches.</summary>
    /// <param name="start">Step 0, whose slope is negative.</param>
    /// <param name="firstStep">What is tried first.</param>
    /// <returns>A point that satisfies both conditions, or the best one that has sufficient decrease; step 0 if there was none.</returns>
    internal LinePoint Find(LinePoint start, double firstStep)
    {
        _start = start;
        LinePoint last = start;
        double step = firstStep;
        while (_left-- > 0)
        {
            LinePoint point = evaluate(step);
            if (!IsLowEnough(point) || (last.Step > 0 && point.Value >= last.Value))
            {
                return Zoom(last, point);
            }

            if (IsFlatEnough(point))
            {
                return point;
            }

            if (point.Slope >= 0)
            {
                return Zoom(point, last);
            }

            last = point;
            step *= 2;
        }

        return last;
    }

    /// <summary>Narrows an interval whose one end is low and falls towards the other.</summary>
    private LinePoint Zoom(LinePoint low, LinePoint high)
    {
        while (_left-- > 0)
        {
            LinePoint point = evaluate(Interpolate(low, high));
            if (!IsLowEnough(point) || point.Value >= low.Value)
            {
                high = point;
                continue;
            }

            if (IsFlatEnough(point))
            {
                return point;
            }

            if (point.Slope * (high.Step - low.Step) >= 0)
            {
                high = low;
            }

            low = point;
        }

        return low;
    }

    private readonly bool IsLowEnough(LinePoint point) => point.Value <= _start.Value + (sufficientDecrease * point.Step * _start.Slope);

    private readonly bool IsFlatEnough(LinePoint point) => Math.Abs(point.Slope) <= -curvature * _start.Slope;

    /// <summary>The minimum of the cubic through both ends, inside their interval; its middle where there is none.</summary>
    private static double Interpolate(LinePoint a, LinePoint b)
    {
        double width = b.Step - a.Step;
        double d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Step - b.Step));
        double square = (d1 * d1) - (a.Slope * b.Slope);
        double d2 = Math.Sign(width) * Math.Sqrt(square);
        double step = b.Step - (width * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
        double share = (step - a.Step) / width;
        return a.Step + (width * (double.IsFinite(share) ? Math.Clamp(share, Margin, 1 - Margin) : 0.5));
    }
}
