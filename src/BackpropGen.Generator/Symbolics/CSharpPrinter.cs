using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Expressions as C# source, in one of the dialects, with no more parentheses than needed.</summary>
internal sealed class CSharpPrinter
{
    private enum Level
    {
        Choice, Sum, Product, Unary, Primary,
    }

    private const string Runtime = "global::BackpropGen.Runtime.Functions.";

    // Functions that the base library has under the same name, exact at the ends and with NaN in, NaN out.
    private static readonly HashSet<string> InBaseLibrary = new(StringComparer.Ordinal)
    {
        "Sqrt", "Abs", "Max", "Min", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Cbrt", "Pow",
    };

    // Those that the runtime has in a form of its own for single precision: shorter, and the same on every system.
    private static readonly HashSet<string> InMathLibrary = new(StringComparer.Ordinal) { "Exp", "Tanh", "Log" };

    private readonly Dialect _dialect;
    private readonly Func<string, string> _variable;
    private readonly Func<double, string> _constant;

    private CSharpPrinter(Dialect dialect, Func<string, string> variable, Func<double, string>? constant)
    {
        _dialect = dialect;
        _variable = variable;
        _constant = constant ?? (value => $"{Vector}Create({dialect.Literal(value)})");
    }

    /// <summary>The expression as C#.</summary>
    /// <param name="expression">What to print.</param>
    /// <param name="dialect">Element type, scalar or vector.</param>
    /// <param name="variable">C# for a variable's name: an identifier, an element or call; nothing that needs parentheses.</param>
    /// <param name="constant">C# for a constant where a vector is needed; by default a new vector of it.</param>
    public static string Print(Expr expression, Dialect dialect, Func<string, string> variable, Func<double, string>? constant = null) =>
        new CSharpPrinter(dialect, variable, constant).Write(expression, Level.Choice);

    // the functions of a vector are static members of its type
    private string Vector => _dialect.Register + ".";

    private string Write(Expr expression, Level context)
    {
        var (text, level) = expression switch
        {
            ConstantExpr constant => (Constant(constant.Value), constant.Value < 0 && !_dialect.IsVector ? Level.Unary : Level.Primary),
            VariableExpr variable => (_variable(variable.Name), Level.Primary),
            SumExpr sum => (Sum(sum), Level.Sum),
            SelectExpr select when _dialect.IsVector => (VectorSelect(select), Level.Primary),
            SelectExpr select => (ScalarSelect(select), Level.Choice),
            CallExpr { Function.Name: "AddProduct" } call => ($"{Write(call.Argument, Level.Primary)}.AddProduct({Operand(call.Arguments[1], Level.Choice)}, {Operand(call.Arguments[2], Level.Choice)})", Level.Primary),
            CallExpr { Function.Name: "Sigmoid" } call when _dialect.UsesMathLibrary => ($"1 / (1 + {_dialect.MathClass}.Exp({Write(SimplificationRules.Negate(call.Argument), Level.Choice)}))", Level.Product),
            CallExpr call => (Call(call), Level.Primary),
            _ => Product(expression),
        };
        return level < context ? "(" + text + ")" : text;
    }

    private string Constant(double value) => _dialect.IsVector ? _constant(value) : _dialect.Literal(value);

    // Beside another operand C# converts an integer literal.
    private string Operand(Expr expression, Level context) =>
        expression is ConstantExpr constant && !_dialect.IsVector ? _dialect.Operand(constant.Value) is var text && text[0] == '-' && context > Level.Sum ? "(" + text + ")" : text : Write(expression, context);

    private string Sum(SumExpr sum)
    {
        var text = new StringBuilder();
        foreach (var term in PrintOrder.Terms(sum))
        {
            bool negative = PrintOrder.IsNegative(term);
            if (text.Length > 0)
            {
                text.Append(negative ? " - " : " + ").Append(Operand(negative ? -term : term, Level.Product));
            }
            else
            {
                text.Append(Operand(term, Level.Sum));
            }
        }

        return text.ToString();
    }

    private (string Text, Level Level) Product(Expr product)
    {
        var (coefficient, above, below) = PrintOrder.Factors(product);
        bool minus = coefficient == -1 && above.Count > 0;
        var factors = above.SelectMany(Repeated).Select((factor, i) => minus && i == 0 ? "-" + Operand(factor, Level.Primary) : Operand(factor, Level.Unary)).ToList();
        if (factors.Count == 0)
        {
            factors.Add(_dialect.IsVector ? _constant(coefficient) : _dialect.Operand(coefficient));
        }
        else if (coefficient is not (1 or -1))
        {
            // A vector is multiplied by a scalar directly.
            factors.Insert(0, _dialect.IsVector ? _dialect.Literal(coefficient) : _dialect.Operand(coefficient));
        }

        string text = string.Join(" * ", factors);
        var divisors = below.SelectMany(Repeated).ToList();
        if (divisors.Count > 0)
        {
            text += " / " + (divisors.Count == 1 ? Operand(divisors[0], Level.Unary) : "(" + string.Join(" * ", divisors.Select(factor => Operand(factor, Level.Unary))) + ")");
        }

        return (text, minus && factors.Count == 1 && divisors.Count == 0 ? Level.Unary : Level.Product);
    }

    private static IEnumerable<Expr> Repeated(Expr factor)
    {
        var (@base, exponent) = PowerExpr.Split(factor);
        return Enumerable.Repeat(@base, exponent);
    }

    private string Call(CallExpr call)
    {
        string name = call.Function.Name;
        string arguments = string.Join(", ", Ordered(call).Select(argument => Operand(argument, Level.Choice)));
        string scalar = InBaseLibrary.Contains(name) || (_dialect.UsesMathLibrary && InMathLibrary.Contains(name)) ? _dialect.MathClass + "." : Runtime;
        return (_dialect.IsVector ? Vector : scalar) + name + "(" + arguments + ")";
    }

    // one instruction keeps NaN of the first argument only, and constants are none
    private static IEnumerable<Expr> Ordered(CallExpr call) =>
        call.Function.Name is "Max" or "Min" ? call.Arguments.OrderBy(argument => argument is ConstantExpr) : call.Arguments;

    private string ScalarSelect(SelectExpr select)
    {
        string relation = select.Condition.Relation switch
        {
            Relation.Equal => "==",
            Relation.Less => "<",
            Relation.LessOrEqual => "<=",
            Relation.Greater => ">",
            _ => ">=",
        };
        return $"{Operand(select.Condition.Left, Level.Sum)} {relation} {Operand(select.Condition.Right, Level.Sum)} ? {Write(select.IfTrue, Level.Sum)} : {Write(select.IfFalse, Level.Choice)}";
    }

    private string VectorSelect(SelectExpr select)
    {
        string relation = select.Condition.Relation switch
        {
            Relation.Equal => "Equal",
            Relation.Less => "Less",
            Relation.LessOrEqual => "LessOrEqual",
            Relation.Greater => "Greater",
            _ => "GreaterOrEqual",
        };
        string Part(Expr part) => Write(part, Level.Choice);
        return $"{Vector}Select({Vector}{relation}({Part(select.Condition.Left)}, {Part(select.Condition.Right)}), {Part(select.IfTrue)}, {Part(select.IfFalse)})";
    }
}
