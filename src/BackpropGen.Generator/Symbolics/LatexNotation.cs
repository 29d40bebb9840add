using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Expressions in LaTeX: <c>2 \left(a - t\right) a \left(1 - a\right)</c>.</summary>
internal sealed class LatexNotation
{
    private enum Level
    {
        Sum, Product, Power, Atom,
    }

    /// <summary>Functions that are written otherwise than by an operator's name and parentheses.</summary>
    private static readonly Dictionary<string, Func<string[], string>> Forms = new()
    {
        ["Exp"] = arguments => $"e^{{{arguments[0]}}}",
        ["Sqrt"] = arguments => $@"\sqrt{{{arguments[0]}}}",
        ["Cbrt"] = arguments => $@"\sqrt[3]{{{arguments[0]}}}",
        ["Abs"] = arguments => $@"\left|{arguments[0]}\right|",
        ["Expm1"] = arguments => $@"\left(e^{{{arguments[0]}}} - 1\right)",
        ["Log1p"] = arguments => $@"\ln\left(1 + {arguments[0]}\right)",
        ["LogCosh"] = arguments => $@"\ln\cosh\left({arguments[0]}\right)",
    };

    /// <summary>Names that LaTeX has of its own; others are operators.</summary>
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["Log"] = @"\ln",
        ["Sigmoid"] = @"\sigma",
        ["Tanh"] = @"\tanh",
        ["Sinh"] = @"\sinh",
        ["Cosh"] = @"\cosh",
        ["Sin"] = @"\sin",
        ["Cos"] = @"\cos",
        ["Tan"] = @"\tan",
        ["Asin"] = @"\arcsin",
        ["Acos"] = @"\arccos",
        ["Atan"] = @"\arctan",
        ["Max"] = @"\max",
        ["Min"] = @"\min",
    };

    private readonly Func<string, string> _variable;

    private LatexNotation(Func<string, string> variable) => _variable = variable;

    /// <summary>The formula, where <paramref name="variable"/> gives a variable's LaTeX (its name by default).</summary>
    public static string Print(Expr expression, Func<string, string>? variable = null) => new LatexNotation(variable ?? (name => name)).Write(expression, Level.Sum);

    /// <summary>The formula as a factor: in parentheses if it is a sum.</summary>
    public static string PrintFactor(Expr expression, Func<string, string> variable) => new LatexNotation(variable).Write(expression, Level.Product);

    /// <summary>A number.</summary>
    public static string Number(double value)
    {
        if (value < 0)
        {
            return "-" + Number(-value);
        }

        if (value == 0.5)
        {
            return @"\tfrac{1}{2}";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E');
        if (mark < 0)
        {
            return text.Length > 6 && Fraction(value) is { } fraction ? fraction : text;
        }

        var power = $"10^{{{int.Parse(text.Substring(mark + 1), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}}}";
        return mark == 1 && text[0] == '1' ? power : $@"{text.Substring(0, mark)} \cdot {power}";
    }

    private string Write(Expr expression, Level context)
    {
        var (text, level) = expression switch
        {
            ConstantExpr constant => (Number(constant.Value), constant.Value < 0 ? Level.Sum : Level.Atom),
            VariableExpr variable => (_variable(variable.Name), Level.Atom),
            SumExpr sum => (Sum(sum), Level.Sum),
            SelectExpr select => (Select(select), Level.Atom),
            PowerExpr { Exponent: > 0 } power => ($"{Base(power.Base)}^{{{power.Exponent.ToString(CultureInfo.InvariantCulture)}}}", Level.Power),
            CallExpr { Function.Name: "XLogY" } call => ($@"{Write(call.Argument, Level.Product)} \ln\left({Write(call.Arguments[1], Level.Sum)}\right)", Level.Product),
            CallExpr { Function.Name: "Pow" } call => ($"{Base(call.Argument)}^{{{Write(call.Arguments[1], Level.Sum)}}}", Level.Power),
            CallExpr call => (Call(call), Level.Atom),
            _ => (Product(expression), PrintOrder.IsNegative(expression) ? Level.Sum : Level.Product),
        };
        return level < context ? $@"\left({text}\right)" : text;
    }

    private string Sum(SumExpr sum)
    {
        var text = new StringBuilder();
        foreach (var term in PrintOrder.Terms(sum))
        {
            var isNegative = PrintOrder.IsNegative(term);
            text.Append(text.Length > 0 ? isNegative ? " - " : " + " : isNegative ? "-" : "").Append(Write(isNegative ? -term : term, Level.Product));
        }

        return text.ToString();
    }

    private string Product(Expr product)
    {
        var (coefficient, above, below) = PrintOrder.Factors(product);
        var size = Math.Abs(coefficient);
        var isAlone = above.Count == 0 && below.Count > 0;
        var sign = coefficient < 0 ? "-" : "";
        var lead = size == 1 ? "" : Number(size) + (above.Count > 0 && below.Count == 0 ? @" \, " : above.Count > 0 ? " " : "");
        if (below.Count == 0)
        {
            return sign + lead + (above.Count == 1 && lead.Length == 0 ? Write(above[0], Level.Product) : Factors(above));
        }

        // a fraction needs no parentheses around a single sum, above or below
        var numerator = isAlone ? (lead.Length == 0 ? "1" : lead) : lead + (above.Count == 1 && lead.Length == 0 ? Write(above[0], Level.Sum) : Factors(above));
        return $@"{sign}\frac{{{numerator}}}{{{(below.Count == 1 ? Write(below[0], Level.Sum) : Factors(below))}}}";
    }

    private string Factors(IReadOnlyList<Expr> factors) => string.Join(@" \, ", factors.Select(factor => Write(factor, Level.Power)));

    /// <summary>What bears an exponent: in parentheses if it bears a number above already.</summary>
    private string Base(Expr expression)
    {
        var text = Write(expression, Level.Atom);
        return expression is VariableExpr ? (text.Contains("^") ? $@"\left({text}\right)" : text) : text.StartsWith(@"\left(", StringComparison.Ordinal) && expression is not CallExpr ? text : $@"\left({text}\right)";
    }

    private string Call(CallExpr call)
    {
        var name = call.Function.Name;
        var arguments = call.Arguments.Select(argument => Write(argument, Level.Sum)).ToArray();
        if (Forms.TryGetValue(name, out var form))
        {
            return form(arguments);
        }

        var function = Operators.TryGetValue(name, out var own) ? own : $@"\operatorname{{{name.ToLowerInvariant()}}}";
        return $@"{function}\left({string.Join(", ", arguments)}\right)";
    }

    private string Select(SelectExpr select)
    {
        var relation = select.Condition.Relation switch
        {
            Relation.Equal => "=",
            Relation.Less => "<",
            Relation.LessOrEqual => @"\le",
            Relation.Greater => ">",
            _ => @"\ge",
        };
        var condition = $"{Write(select.Condition.Left, Level.Sum)} {relation} {Write(select.Condition.Right, Level.Sum)}";
        return $@"\begin{{cases}} {Write(select.IfTrue, Level.Sum)} & \text{{if }} {condition} \\ {Write(select.IfFalse, Level.Sum)} & \text{{otherwise}} \end{{cases}}";
    }

    // 1/6 and 2/7 for what has no end as a decimal
    private static string? Fraction(double value)
    {
        for (var denominator = 2; denominator < 1000; denominator++)
        {
            var numerator = Math.Round(value * denominator);
            if (numerator > 0 && numerator < 1000 && numerator / denominator == value)
            {
                return $@"\tfrac{{{numerator.ToString(CultureInfo.InvariantCulture)}}}{{{denominator.ToString(CultureInfo.InvariantCulture)}}}";
            }
        }

        return null;
    }
}
