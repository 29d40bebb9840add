using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The values that an expression can have, at most: from <paramref name="Low"/> to <paramref name="High"/>.</summary>
internal readonly record struct Interval(double Low, double High)
{
    public static Interval All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public static Interval Finite { get; } = new(double.MinValue, double.MaxValue);

    // Rising everywhere, so that the ends lead to the ends.
    private static readonly HashSet<string> Rising = new(StringComparer.Ordinal)
    {
        "Exp", "Expm1", "Log", "Log1p", "Sqrt", "Erf", "Sign", "Sigmoid", "Tanh", "Softplus", "Sinh", "Asinh", "Atan", "Asin", "Cbrt",
    };

    // Falling up to 0 and rising from there.
    private static readonly HashSet<string> Even = new(StringComparer.Ordinal) { "Abs", "LogCosh", "Cosh" };

    private static readonly Dictionary<string, Interval> Bounded = new(StringComparer.Ordinal)
    {
        ["Sin"] = new(-1, 1),
        ["Cos"] = new(-1, 1),
        ["Acos"] = new(0, Math.PI),
        ["Atan2"] = new(-Math.PI, Math.PI),
        ["Acosh"] = new(0, double.PositiveInfinity),
        ["Hypot"] = new(0, double.PositiveInfinity),
    };

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The values of an expression for those of its variables.</summary>
    public static Interval Of(Expr expression, Ranges ranges) => expression switch
    {
        ConstantExpr constant => new(constant.Value, constant.Value),
        VariableExpr variable => ranges[variable.Name],
        SumExpr sum => sum.Terms.Select(term => Of(term, ranges)).Aggregate((a, b) => new(a.Low + b.Low, a.High + b.High)),
        ProductExpr product => product.Factors.Select(factor => Of(factor, ranges)).Aggregate(Product),
        PowerExpr power => Power(Of(power.Base, ranges), power.Exponent),
        CallExpr call => Call(call, call.Arguments.Select(argument => Of(argument, ranges)).ToArray()),
        SelectExpr select => Hull(Of(select.IfTrue, ranges.Where(select.Condition, holds: true)), Of(select.IfFalse, ranges.Where(select.Condition, holds: false))),
        _ => All,
    };

    private static Interval Hull(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    private static Interval Product(Interval a, Interval b)
    {
        var corners = new[] { Times(a.Low, b.Low), Times(a.Low, b.High), Times(a.High, b.Low), Times(a.High, b.High) };
        return new(corners.Min(), corners.Max());
    }

    // the end of an interval is a limit, and what is 0 stays so
    private static double Times(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    private static Interval Power(Interval @base, int exponent)
    {
        double low = Math.Pow(@base.Low, Math.Abs(exponent)), high = Math.Pow(@base.High, Math.Abs(exponent));
        var raised = exponent % 2 != 0 ? new Interval(low, high) : new(@base.Contains(0) ? 0 : Math.Min(low, high), Math.Max(low, high));
        return exponent > 0 ? raised
            : raised.Low >= 0 ? new(1 / raised.High, 1 / Math.Abs(raised.Low))
            : raised.High <= 0 ? new(-1 / Math.Abs(raised.High), 1 / raised.Low)
            : All;
    }

    private static Interval Call(CallExpr call, Interval[] arguments)
    {
        var name = call.Function.Name;
        if (name is "Max" or "Min")
        {
            Func<double, double, double> choose = name == "Max" ? Math.Max : Math.Min;
            return new(choose(arguments[0].Low, arguments[1].Low), choose(arguments[0].High, arguments[1].High));
        }

        double At(double argument, double otherwise) => call.Function.Evaluate(new[] { argument }) is var value && double.IsNaN(value) ? otherwise : value;
        if (Rising.Contains(name))
        {
            return new(At(arguments[0].Low, double.NegativeInfinity), At(arguments[0].High, double.PositiveInfinity));
        }

        if (Even.Contains(name))
        {
            double low = At(arguments[0].Low, 0), high = At(arguments[0].High, 0);
            return new(arguments[0].Contains(0) ? At(0, 0) : Math.Min(low, high), Math.Max(low, high));
        }

        return Bounded.TryGetValue(name, out var bounds) ? bounds : name == "Pow" && arguments[0].Low >= 0 ? new(0, double.PositiveInfinity) : All;
    }
}

/// <summary>What variables can be; those without a range can be anything.</summary>
internal sealed class Ranges
{
    private readonly IReadOnlyDictionary<string, Interval> _known;

    public Ranges(IReadOnlyDictionary<string, Interval>? known = null) => _known = known ?? new Dictionary<string, Interval>();

    public Interval this[string name] => _known.TryGetValue(name, out var range) ? range : Interval.All;

    /// <summary>What they can be where a condition between a variable and a number holds, or does not.</summary>
    public Ranges Where(Comparison condition, bool holds)
    {
        var (variable, limit, relation) = (condition.Left, condition.Right) switch
        {
            (VariableExpr left, ConstantExpr right) => (left.Name, right.Value, condition.Relation),
            (ConstantExpr left, VariableExpr right) => (right.Name, left.Value, Mirrored(condition.Relation)),
            _ => ("", 0, Relation.Equal),
        };
        var isUpper = relation is Relation.Less or Relation.LessOrEqual ? holds : !holds;
        if (variable.Length == 0 || (relation == Relation.Equal && !holds))
        {
            return this;
        }

        var before = this[variable];
        var known = _known.ToDictionary(pair => pair.Key, pair => pair.Value);
        known[variable] = relation == Relation.Equal ? new(limit, limit)
            : isUpper ? new(before.Low, Math.Min(before.High, limit))
            : new(Math.Max(before.Low, limit), before.High);
        return new Ranges(known);
    }

    private static Relation Mirrored(Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };
}
