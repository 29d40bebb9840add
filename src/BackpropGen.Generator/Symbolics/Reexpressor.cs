using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Rewrites an expression in values that are there already: with a = σ(z) known, σ(z) (1 − σ(z)) is a (1 − a).</summary>
internal static class Reexpressor
{
    // Beyond this an expression is not tried in each value that it computes: there are too many.
    private const int MaxCostInOwnValues = 300;

    /// <summary>The cheapest form of <paramref name="expression"/> in the known values and its own variables.</summary>
    /// <param name="expression">What is to be computed.</param>
    /// <param name="known">Names of values at hand and what they are; definitions may use the expression's variables.</param>
    public static Expr Reexpress(Expr expression, IReadOnlyList<(string Name, Expr Definition)> known)
    {
        Expr result = Simplifier.Simplify(expression);
        foreach (var (name, definition) in known)
        {
            if (definition is ConstantExpr or VariableExpr || !definition.Variables.Overlaps(result.Variables))
            {
                continue;
            }

            result = With(result, Expr.Variable(name), Simplifier.Simplify(definition));
        }

        return result.Cost < MaxCostInOwnValues ? InOwnValues(result) : result;
    }

    /// <summary>A value that the expression computes serves its other parts too: (1 − t) σ(o) − t σ(−o) is σ(o) − t.</summary>
    private static Expr InOwnValues(Expr expression)
    {
        var own = Expr.Variable("#own");
        return expression.Subtrees().OfType<CallExpr>()
            .Where(call => call.Function.Cost > Function.Elementary)
            .Distinct()
            .Select(call => With(expression, own, call).Substitute("#own", call))
            .Aggregate(expression, (best, next) => next.Cost < best.Cost ? next : best);
    }

    private static Expr With(Expr expression, Expr value, Expr definition)
    {
        Expr literal = expression.Rewrite(node => node.Equals(definition) ? value : null);
        if (definition is SelectExpr branches)
        {
            literal = InBranches(literal, value, branches);
        }

        Expr plain = Simplifier.Simplify(OnValue(literal, value, definition));
        if (Inversion.Solve(definition, value) is not { } kernel)
        {
            return plain;
        }

        // A quotient of known values may cancel in the whole, so it is tried; polynomials in them are always welcome.
        var inverted = new List<Expr> { Simplifier.Simplify(InKernel(literal, kernel, polynomialsOnly: true)), Simplifier.Simplify(InKernel(literal, kernel, polynomialsOnly: false)) };
        return Simplifier.CheapestOf(new[] { plain }.Concat(inverted.Where(candidate => DividesByNothingNew(candidate, plain))));
    }

    // max(z, c) > c where z > c: the condition on the value serves as well, and the argument need not be kept. Not for a c that is computed: another rounding of it than
    // the value's would choose the wrong branch.
    private static Expr OnValue(Expr expression, Expr value, Expr definition) => definition is not CallExpr { Function.Name: "Max" } maximum || maximum.Arguments[1] is not (ConstantExpr or VariableExpr) ? expression : expression.Rewrite(node =>
        node is SelectExpr { Condition: { Relation: Relation.Greater } condition } select && condition.Left.Equals(maximum.Arguments[0]) && condition.Right.Equals(maximum.Arguments[1])
            ? new SelectExpr(condition with { Left = value }, OnValue(select.IfTrue, value, definition), OnValue(select.IfFalse, value, definition))
            : null);

    // Where the definition's condition holds the value is the branch, so there e^z is a + 1 for ELU.
    private static Expr InBranches(Expr expression, Expr value, SelectExpr definition) => expression.Rewrite(node =>
        node is SelectExpr select && select.Condition.Equals(definition.Condition)
            ? new SelectExpr(select.Condition, InBranch(select.IfTrue, value, definition.IfTrue), InBranch(select.IfFalse, value, definition.IfFalse))
            : null);

    private static Expr InBranch(Expr branch, Expr value, Expr definition) => definition is ConstantExpr or VariableExpr ? branch : With(branch, value, definition);

    private static Expr InKernel(Expr expression, Kernel kernel, bool polynomialsOnly) => expression.Rewrite(node =>
        node is CallExpr && Rational.From(Kernel.Expand(node), kernel) is { } rational && (rational.IsPolynomial || !polynomialsOnly)
        && !rational.ToExpr().Variables.Overlaps(kernel.Exponent.Variables) ? Factoring.FactorNumerator(rational) : null);

    // A division that the original does not have could be one by zero.
    private static bool DividesByNothingNew(Expr candidate, Expr original)
    {
        var divisors = new HashSet<Expr>(Divisors(original));
        return Divisors(candidate).All(divisors.Contains);
    }

    private static IEnumerable<Expr> Divisors(Expr expression) => expression.Subtrees().OfType<PowerExpr>().Where(power => power.Exponent < 0).Select(power => power.Base);
}
