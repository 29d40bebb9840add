using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Expressions as formulas: <c>2 (a − t) a (1 − a)</c>.</summary>
internal sealed class MathNotation
{
    private enum Level
    {
        Choice, Sum, Product, Power, Atom,
    }

    private const string SuperscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly Func<string, string> _variable;
    private readonly string _times;

    private MathNotation(Func<string, string> variable, string times)
    {
        _variable = variable;
        _times = times;
    }

    /// <summary>The formula, where <paramref name="variable"/> gives a variable's notation (its name by default).</summary>
    public static string Print(Expr expression, Func<string, string>? variable = null) => new MathNotation(variable ?? (name => name), " ").Write(expression, Level.Choice);

    /// <summary>The formula with a sign between factors, so that numbers can take the place of names.</summary>
    public static string PrintForNumbers(Expr expression, Func<string, string> variable) => new MathNotation(variable, " · ").Write(expression, Level.Choice);

    private string Write(Expr expression, Level context)
    {
        var (text, level) = expression switch
        {
            ConstantExpr constant => (Number(constant.Value), constant.Value < 0 ? Level.Sum : Level.Atom),
            VariableExpr variable => (_variable(variable.Name), Level.Atom),
            SumExpr sum => (Sum(sum), Level.Sum),
            SelectExpr select => (Select(select), Level.Choice),
            PowerExpr { Exponent: > 0 } power => (Power(power), Level.Power),
            CallExpr { Function.Name: "XLogY" } call => (Write(call.Argument, Level.Product) + _times + "ln(" + Write(call.Arguments[1], Level.Choice) + ")", Level.Product),
            CallExpr { Function.Name: "Pow" } call => (Write(call.Argument, Level.Atom) + "^" + Write(call.Arguments[1], Level.Atom), Level.Power),
            CallExpr call => (Call(call), Level.Atom),
            _ => (Product(expression), PrintOrder.IsNegative(expression) ? Level.Sum : Level.Product),
        };
        return level < context ? "(" + text + ")" : text;
    }

    private string Sum(SumExpr sum)
    {
        var text = new StringBuilder();
        foreach (var term in PrintOrder.Terms(sum))
        {
            bool negative = PrintOrder.IsNegative(term);
            string part = Write(negative ? -term : term, Level.Product);
            text.Append(text.Length > 0 ? negative ? " − " : " + " : negative ? "−" : "").Append(part);
        }

        return text.ToString();
    }

    private string Product(Expr product)
    {
        var (coefficient, above, below) = PrintOrder.Factors(product);
        double size = Math.Abs(coefficient);
        bool divides = IsUnitFraction(size);
        var factors = above.Select(factor => Write(factor, Level.Power)).ToList();
        if (size != 1 && !divides || factors.Count == 0)
        {
            factors.Insert(0, divides ? "1" : Number(size));
        }

        var divisors = below.Select(factor => Write(factor, Level.Power)).ToList();
        if (divides)
        {
            divisors.Insert(0, Number(1 / size));
        }

        string text = (coefficient < 0 ? "−" : "") + string.Join(_times, factors);
        return divisors.Count == 0 ? text : text + " / " + (divisors.Count == 1 ? divisors[0] : "(" + string.Join(_times, divisors) + ")");
    }

    // A notation that ends in a superscript (a¹) needs parentheses before an exponent.
    private string Power(PowerExpr power)
    {
        string text = Write(power.Base, Level.Atom);
        bool ambiguous = power.Base is VariableExpr && text.Any(character => SuperscriptDigits.IndexOf(character) >= 0);
        string exponent = string.Concat(power.Exponent.ToString(CultureInfo.InvariantCulture).Select(digit => SuperscriptDigits[digit - '0']));
        return (ambiguous ? "(" + text + ")" : text) + exponent;
    }

    private string Call(CallExpr call)
    {
        string arguments = string.Join(", ", call.Arguments.Select(argument => Write(argument, Level.Choice)));
        return call.Function.Equals(FunctionTable.Abs) ? "|" + arguments + "|" : call.Function.Notation + "(" + arguments + ")";
    }

    private string Select(SelectExpr select)
    {
        string relation = select.Condition.Relation switch
        {
            Relation.Equal => "=",
            Relation.Less => "<",
            Relation.LessOrEqual => "≤",
            Relation.Greater => ">",
            _ => "≥",
        };
        return $"{Write(select.Condition.Left, Level.Sum)} {relation} {Write(select.Condition.Right, Level.Sum)} ? {Write(select.IfTrue, Level.Sum)} : {Write(select.IfFalse, Level.Choice)}";
    }

    // Where a decimal would be long: 1/6, but 0.01.
    private static bool IsUnitFraction(double value) => value < 0.5 && 1 / value == Math.Round(1 / value) && Decimal(value).Length > 6;

    private static string Number(double value) =>
        value == 0.5 ? "½" : value < 0 ? "−" + Number(-value) : IsUnitFraction(value) ? "1/" + Decimal(1 / value) : Fraction(value) ?? Decimal(value);

    // 2/7 for what has no end as a decimal
    private static string? Fraction(double value)
    {
        if (Decimal(value).Length > 12)
        {
            for (int denominator = 3; denominator < 1000; denominator++)
            {
                double numerator = Math.Round(value * denominator);
                if (numerator > 0 && numerator < 1000 && numerator / denominator == value)
                {
                    return Decimal(numerator) + "/" + Decimal(denominator);
                }
            }
        }

        return null;
    }

    private static string Decimal(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
