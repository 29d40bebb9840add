using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A formula's value with a bound of what rounding does to it: each operation rounds, and carries on what its arguments have lost.</summary>
internal sealed class Rounding
{
    /// <summary>What an operation in double precision loses, relative to its result.</summary>
    public const double Unit = 2.3e-16;

    private readonly Func<string, double> _variable;
    private readonly double _unit;

    private Rounding(Func<string, double> variable, double unit) => (_variable, _unit) = (variable, unit);

    /// <summary>The bound of the error; ∞ where an argument's error reaches to where there is no value.</summary>
    /// <param name="expression">The formula.</param>
    /// <param name="variable">The variables' values, which are exact.</param>
    /// <param name="unit">What an operation loses, relative to its result.</param>
    public static double Of(Expr expression, Func<string, double> variable, double unit = Unit)
    {
        double error = new Rounding(variable, unit).Visit(expression).Error;
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }

    private (double Value, double Error) Visit(Expr expression)
    {
        if (expression is VariableExpr or ConstantExpr)
        {
            double exact = expression.Evaluate(_variable);
            return (exact, expression is ConstantExpr ? _unit * Math.Abs(exact) : 0);
        }

        var children = expression.Children.Select(Visit).ToArray();
        if (expression is SelectExpr select)
        {
            var (left, right, ifTrue, ifFalse) = (children[0], children[1], children[2], children[3]);
            bool isSure = Math.Abs(left.Value - right.Value) > left.Error + right.Error || (left.Error == 0 && right.Error == 0);
            var taken = select.Condition.Holds(_variable) ? ifTrue : ifFalse;
            return (taken.Value, isSure ? taken.Error : Math.Abs(ifTrue.Value - ifFalse.Value) + ifTrue.Error + ifFalse.Error);
        }

        return OfOperation(expression, children);
    }

    private (double Value, double Error) OfOperation(Expr expression, (double Value, double Error)[] children)
    {
        var values = children.Select(child => child.Value).ToArray();
        double value = Apply(expression, values);
        double error = _unit * (Math.Abs(value) + (values.Length > 1 ? values.Max(Math.Abs) : 0));
        for (int i = 0; i < values.Length; i++)
        {
            if (children[i].Error > 0)
            {
                error += Math.Max(Moved(expression, values, i, children[i].Error, value), Moved(expression, values, i, -children[i].Error, value));
            }
        }

        return (value, error);
    }

    private static double Moved(Expr expression, double[] values, int index, double by, double value) =>
        Math.Abs(Apply(expression, values.Select((own, i) => i == index ? own + by : own).ToArray()) - value);

    private static double Apply(Expr expression, double[] values) => expression switch
    {
        SumExpr => values.Sum(),
        ProductExpr => values.Aggregate(1.0, (product, factor) => product * factor),
        PowerExpr power => Math.Pow(values[0], power.Exponent),
        _ => ((CallExpr)expression).Function.Evaluate(values),
    };
}
