using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Symbolics;

public sealed class SharedPartsTests
{
    [Fact]
    public void A_repeated_call_becomes_a_local()
    {
        var shared = SharedParts.Of(Differentiator.By(ActivationTable.Of(ActivationKind.Silu).Formula, "z"), k => "s" + k);
        Assert.Equal(("s0", "σ(z)"), shared.Locals.Select(local => (local.Name, local.Definition.ToString())).Single());
        Assert.Equal("s0 (z (1 − s0) + 1)", shared.Result.ToString());
    }

    [Fact]
    public void Nested_calls_are_shared_inside_out_and_a_power_counts_its_base()
    {
        var shared = SharedParts.Of(Differentiator.By(ActivationTable.Of(ActivationKind.Mish).Formula, "z"), k => "s" + k);
        Assert.Equal(["softplus(z)", "tanh(s0)"], shared.Locals.Select(local => local.Definition.ToString()));
        Assert.Equal("s1 + z (1 − s1²) σ(z)", shared.Result.ToString());
    }

    [Fact]
    public void Nothing_repeated_gives_no_locals()
    {
        Expr formula = ActivationTable.Of(ActivationKind.Sigmoid).Formula;
        Assert.Equal(new SharedParts(EquatableArray<(string, Expr)>.Empty, formula), SharedParts.Of(formula, k => "s" + k));
    }

    [Fact]
    public void Locals_put_back_give_the_expression()
    {
        foreach (var (name, expression) in Formulas.All())
        {
            var shared = SharedParts.Of(expression, k => "#" + k);
            Expr back = shared.Locals.Reverse().Aggregate(shared.Result, (result, local) => result.Substitute(local.Name, local.Definition));
            Assert.True(back.Equals(expression), name);
        }
    }
}
