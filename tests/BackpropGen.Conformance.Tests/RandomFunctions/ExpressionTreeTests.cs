using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>Random functions as expressions: simplified, differentiated and written in the function's own value, against their value and its differences.</summary>
public sealed class ExpressionTreeTests
{
    private static readonly Expr[] Variables = [Expr.Variable("z"), Expr.Variable("p")];

    public static TheoryData<int> Groups => FunctionCount.Groups;

    [Theory]
    [MemberData(nameof(Groups))]
    public void Simplifying_and_differentiating_are_right(int group)
    {
        var failures = FormulaSamples.Group(group, FunctionCount.GroupSize).Select(formula => Shrinking.Report(formula, Failure)).OfType<string>().Take(5);
        Assert.True(!failures.Any(), string.Join("\n\n", failures));
    }

    internal static string? Failure(Formula formula)
    {
        Expr written = formula.ToExpression(Variables), simplified = Simplifier.Simplify(written);
        foreach (var (z, p) in Points.Of(formula))
        {
            foreach (int variable in new[] { 0, 1 })
            {
                string name = variable == 0 ? "z" : "p";
                var expected = Differences.At(Points.Along(formula, variable, z, p), variable == 0 ? z : p);
                if (expected is null)
                {
                    continue;
                }

                double At(string of) => of == "z" ? z : of == "p" ? p : expected.Value;
                double lost = Rounding.Of(written, At);
                if (Compare(expected.Value, simplified, At, lost) is { } wrongValue)
                {
                    return $"simplified at z = {z:R}, p = {p:R}: {wrongValue}";
                }

                Expr derivative = Differentiator.By(written, name);
                foreach (var form in new[] { derivative, Reexpressor.Reexpress(derivative, [("a", simplified)]) })
                {
                    if (expected.Derivative is { } slope && Compare(slope, form, At, (10 * expected.Uncertainty) + (1e-8 * Math.Max(1, Math.Abs(slope)))) is { } wrongSlope)
                    {
                        return $"derivative by {name} at z = {z:R}, p = {p:R}: {wrongSlope}";
                    }
                }
            }
        }

        return null;
    }

    private static string? Compare(double expected, Expr form, Func<string, double> at, double lost)
    {
        double actual = form.Evaluate(at), allowed = 16 * (lost + Rounding.Of(form, at)) + 1e-14;
        return Math.Abs(actual - expected) <= allowed || double.IsPositiveInfinity(allowed) ? null : $"{form} = {actual:R}, expected {expected:R} ± {allowed:G2}";
    }
}
