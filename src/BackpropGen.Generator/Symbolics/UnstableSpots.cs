using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>How a formula can lose its value for ordinary arguments.</summary>
internal enum Instability
{
    /// <summary>A logarithm of what can be 0 or less.</summary>
    Logarithm,

    /// <summary>An exponential of what has no upper bound.</summary>
    Exponential,

    /// <summary>A quotient, or the slope of a root, at 0.</summary>
    Division,
}

/// <summary>A part of a formula that is not finite everywhere.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Part">The call or the quotient.</param>
/// <param name="Argument">What must not reach 0, or grow.</param>
internal sealed record UnstableSpot(Instability Kind, Expr Part, Expr Argument);

/// <summary>Finds the parts of a simplified formula that overflow, or divide by zero, for some values of its variables.</summary>
internal static class UnstableSpots
{
    // e⁸⁸ is the last in single precision
    private const double LastExponent = 88;

    public static IReadOnlyList<UnstableSpot> Find(Expr formula, Ranges ranges) => Walk(formula, ranges).Distinct().ToArray();

    private static IEnumerable<UnstableSpot> Walk(Expr node, Ranges ranges)
    {
        var parts = node is SelectExpr select
            ? Walk(select.Condition.Left, ranges).Concat(Walk(select.Condition.Right, ranges))
                .Concat(Walk(select.IfTrue, ranges.Where(select.Condition, holds: true))).Concat(Walk(select.IfFalse, ranges.Where(select.Condition, holds: false)))
            : node.Children.SelectMany(child => Walk(child, ranges));
        return Own(node, ranges) is { } spot ? parts.Append(spot) : parts;
    }

    private static UnstableSpot? Own(Expr node, Ranges ranges) => node switch
    {
        CallExpr { Function.Name: "Log" } call => Below(Instability.Logarithm, call, call.Argument, 0, ranges),
        CallExpr { Function.Name: "Log1p" } call => Below(Instability.Logarithm, call, call.Argument, -1, ranges),
        CallExpr { Function.Name: "XLogY" } call => Below(Instability.Logarithm, call, call.Arguments[1], 0, ranges),
        CallExpr { Function.Name: "Exp" or "Expm1" or "Sinh" or "Cosh" } call => Interval.Of(call.Argument, ranges).High > LastExponent ? new(Instability.Exponential, call, call.Argument) : null,
        CallExpr { Function.Name: "Sqrt" } call => Interval.Of(call.Argument, ranges).Low <= 0 && !IsPositive(call.Argument, ranges) ? new(Instability.Division, call, call.Argument) : null,
        PowerExpr { Exponent: < 0 } power => CanBeZero(power.Base, ranges) ? new(Instability.Division, power, power.Base) : null,
        _ => null,
    };

    private static UnstableSpot? Below(Instability kind, Expr part, Expr argument, double limit, Ranges ranges) =>
        Interval.Of(argument, ranges).Low <= limit ? new(kind, part, argument) : null;

    private static bool CanBeZero(Expr expression, Ranges ranges) =>
        Interval.Of(expression, ranges).Contains(0) && !IsPositive(expression, ranges) && !IsPositive(SimplificationRules.Negate(expression), ranges);

    /// <summary>Whether an expression is more than 0, even where it comes as near as one likes.</summary>
    private static bool IsPositive(Expr expression, Ranges ranges) => Interval.Of(expression, ranges).Low > 0 || expression switch
    {
        CallExpr { Function.Name: "Exp" or "Sigmoid" or "Softplus" } => true,
        SumExpr sum => sum.Terms.All(term => Interval.Of(term, ranges).Low >= 0) && sum.Terms.Any(term => IsPositive(term, ranges)),
        ProductExpr product => product.Factors.All(factor => IsPositive(factor, ranges)),
        PowerExpr power => IsPositive(power.Base, ranges) || (power.Exponent % 2 == 0 && !CanBeZero(power.Base, ranges)),
        SelectExpr select => IsPositive(select.IfTrue, ranges.Where(select.Condition, holds: true)) && IsPositive(select.IfFalse, ranges.Where(select.Condition, holds: false)),
        _ => false,
    };
}
