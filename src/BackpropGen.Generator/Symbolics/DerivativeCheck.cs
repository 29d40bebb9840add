using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>
/// Holds the derivatives of a formula, as they are going to be used, against central differences of the formula as it was written; and its simplified form against it.
/// Points near a kink, and those where rounding hides the slope or the value, say nothing and are passed over.
/// </summary>
internal static class DerivativeCheck
{
    // What a formula calls its own value in a derivative.
    private const string Value = "#value";

    // Formulas are few, but in an editor each keystroke makes a new one.
    private const int MaxRemembered = 1_000;

    private const double Relative = 1e-4, Smooth = 1e-5, OfValue = 1e-6;

    // What rounding may move a formula by before the differences of its values over a step, or its value, tell nothing.
    private const double HidesSlope = 1e-9, HidesValue = 1e-7;

    // Beside a number of this size digits are lost that no estimate sees: cos(e^z − p) does not even change with p where e^z is 10²⁰, and sin(π u) is 0 for all large u.
    private const double HidesDigits = 1e6;

    // No round numbers, at which users' functions have their kinks; within the domains of all functions in the table.
    private static readonly double[] Points =
    {
        -19.37211, -7.301713, -3.119377, -1.713119, -0.9171371, -0.3713977, -0.1171399, -0.0179131, 0.0171937, 0.1317113, 0.4173131, 0.8371973, 1.317119, 2.917133, 6.711397, 22.91713, 61.71319,
    };

    // Two variables are nowhere equal: users compare them, and there would be the kink.
    private const double Apart = 0.00731;

    private static readonly double[] Steps = { 1e-3, 1e-5 };

    // Of what goes up and down within a step, differences tell any slope: these may still speak for a formula that the larger ones speak against.
    private static readonly double[] FineSteps = { 1e-7, 1e-8 };

    private static readonly ConcurrentDictionary<Expr, Result> Known = new();

    /// <summary>What was found; of a formula that was checked before, at no cost.</summary>
    public static Result Of(Expr formula)
    {
        if (Known.Count > MaxRemembered)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(formula, Check);
    }

    /// <summary>Compares a derivative, which may be written in the formula's <paramref name="value"/> too, with differences.</summary>
    /// <param name="formula">The function.</param>
    /// <param name="variable">What it was derived by.</param>
    /// <param name="derivative">The derivative.</param>
    /// <param name="value">The variable that stands for the function's value.</param>
    public static Result Compare(Expr formula, string variable, Expr derivative, string value = Value)
    {
        var compared = 0;
        foreach (var point in PointsOf(formula))
        {
            double F(double x) => formula.Evaluate(name => name == variable ? x : point[name]);
            var of = F(point[variable]);
            var found = derivative.Evaluate(name => name == value ? of : point[name]);
            if (IsFinite(of) && IsFinite(found) && Slope(F, point[variable]) is { } slope)
            {
                bool differs = !Agree(found, slope, of) && !Slopes(F, point[variable], FineSteps).Any(fine => Agree(found, fine, of)), isHidden = differs && LosesDigits(formula, point, HidesSlope * Math.Max(1, Math.Abs(slope)));
                compared += isHidden ? 0 : 1;
                if (differs && !isHidden)
                {
                    return new Result($"∂/∂{variable} is {Text(slope)} at {Text(point)}, but its formula {derivative} gives {Text(found)}", compared);
                }
            }
        }

        return new Result(null, compared);
    }

    private static Result Check(Expr formula)
    {
        var results = formula.Variables.Select(variable => Compare(formula, variable, Derivative(formula, variable))).ToArray();
        return new Result(Simplified(formula) ?? results.FirstOrDefault(result => result.Mismatch is not null)?.Mismatch, results.Length == 0 ? Points.Length : results.Min(result => result.Compared));
    }

    private static Expr Derivative(Expr formula, string variable)
    {
        var simplified = SpellingRules.Simplify(formula);
        return Reexpressor.Reexpress(Differentiator.By(simplified, variable), new[] { (Value, simplified) });
    }

    /// <summary>Where the simplified formula has another value, or null.</summary>
    private static string? Simplified(Expr formula)
    {
        var simplified = SpellingRules.Simplify(formula);
        foreach (var point in PointsOf(formula))
        {
            double At(string name) => point[name];
            double written = formula.Evaluate(At), simple = simplified.Evaluate(At), size = Math.Max(1, Math.Abs(written));
            if (IsFinite(written) && IsFinite(simple) && Math.Abs(written - simple) > OfValue * size && !LosesDigits(formula, point, HidesValue * size) && !LosesDigits(simplified, point, HidesValue * size))
            {
                return $"{formula} is {Text(written)} at {Text(point)}, but the simplified {simplified} gives {Text(simple)}";
            }
        }

        return null;
    }

    private static IEnumerable<IReadOnlyDictionary<string, double>> PointsOf(Expr formula)
    {
        var names = formula.Variables.ToArray();
        return Enumerable.Range(0, names.Length < 2 ? Points.Length : 2 * Points.Length)
            .Select(number => names.Select((name, i) => (name, Value: Points[((number * ((2 * i) + 1)) + (5 * i) + (number / Points.Length * i)) % Points.Length] + (Apart * i)))
                .ToDictionary(pair => pair.name, pair => pair.Value));
    }

    private static bool Agree(double derivative, double slope, double value) => Math.Abs(derivative - slope) <= (Relative * Math.Max(1, Math.Abs(slope))) + (1e-9 * Math.Abs(value));

    /// <summary>The slope; null at a kink, a jump, or where steps of any size disagree.</summary>
    private static double? Slope(Func<double, double> f, double x) => Slopes(f, x, Steps).Cast<double?>().FirstOrDefault();

    /// <summary>Slopes by Richardson's extrapolation, those that half the step confirms.</summary>
    private static IEnumerable<double> Slopes(Func<double, double> f, double x, double[] steps)
    {
        foreach (var step in steps)
        {
            double h = step * Math.Max(1, Math.Abs(x));
            double coarse = Extrapolated(f, x, h), fine = Extrapolated(f, x, h / 2);
            if (IsFinite(coarse) && IsFinite(fine) && Math.Abs(coarse - fine) <= Smooth * Math.Max(1, Math.Abs(fine)) && !HasKink(f, x, h) && !IsPlateau(f, x, h))
            {
                yield return fine;
            }
        }
    }

    private static double Extrapolated(Func<double, double> f, double x, double h) => ((4 * Central(f, x, h / 2)) - Central(f, x, h)) / 3;

    private static double Central(Func<double, double> f, double x, double h) => (f(x + h) - f(x - h)) / ((x + h) - (x - h));

    // The slopes on either side differ by less and less where a function is smooth.
    private static bool HasKink(Func<double, double> f, double x, double h)
    {
        double Difference(double step) => Math.Abs((f(x + step) - (2 * f(x)) + f(x - step)) / step);
        return Difference(h / 2) > Math.Max(Smooth, 0.75 * Difference(h));
    }

    // What changes over a wide step and not at all over small ones is rounded to steps of its own.
    private static bool IsPlateau(Func<double, double> f, double x, double h)
    {
        const double Wide = 0.05;
        double wide = Wide * Math.Max(1, Math.Abs(x)), value = f(x);
        return new[] { -h, -h / 2, h / 2, h }.All(step => f(x + step) == value) && f(x + wide) != f(x - wide);
    }

    private static bool LosesDigits(Expr formula, IReadOnlyDictionary<string, double> point, double bound) =>
        !(Rounding.Of(formula, name => point[name]) <= bound) || formula.Subtrees().Any(part => part.Evaluate(name => point[name]) is var value && !(Math.Abs(value) < HidesDigits));

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static string Text(IReadOnlyDictionary<string, double> point) => string.Join(", ", point.Select(pair => pair.Key + " = " + Text(pair.Value)));

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>What a check found.</summary>
    /// <param name="Mismatch">What differs, and where; null when nothing does.</param>
    /// <param name="Compared">At how many points the derivative that was compared least could be.</param>
    internal sealed record Result(string? Mismatch, int Compared);
}
