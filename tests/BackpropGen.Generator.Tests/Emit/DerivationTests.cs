using System;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;
using static BackpropGen.Generator.Tests.TestSupport.Specs;

namespace BackpropGen.Generator.Tests.Emit;

/// <summary>The derivation that is emitted beside the trace.</summary>
public sealed partial class DerivationTests
{
    public static TheoryData<string> Networks => new(ExampleNetworks.Right.Keys.Except([nameof(ExampleNetworks.Inference)]));

    public static TheoryData<string> Activations => new(Enum.GetNames<ActivationKind>());

    public static TheoryData<string> Losses => new(Enum.GetNames<LossKind>().Except(["Auto"]));

    [Theory]
    [MemberData(nameof(Networks))]
    public void It_is_valid_LaTeX(string name) => Latex.AssertValid(Of(GeneratorRun.Read(ExampleNetworks.Right[name])));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_has_one(string activation) => Latex.AssertValid(Of(Network(3, Dense(4, Enum.Parse<ActivationKind>(activation)), Dense(2))));

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_has_one(string loss) => Latex.AssertValid(Of(Network(3, Dense(4, ActivationKind.Tanh), Dense(2, ActivationKind.Softmax)) with { Loss = Enum.Parse<LossKind>(loss), LabelSmoothing = 0.1 }));

    [Theory]
    [InlineData("HalfSquaredError", "Identity", @"\delta^{1}_{i} &= o_{i} - t_{i}")]
    [InlineData("CrossEntropy", "Softmax", @"\delta^{1}_{i} &= o_{i} \, \left(\sum_{k} t_{k}\right) - t_{i} = o_{i} - t_{i} \quad \text{where } \sum_{k} t_{k} = 1")]
    [InlineData("BinaryCrossEntropy", "Sigmoid", @"\delta^{1}_{i} &= \frac{\partial E}{\partial o_{i}} \, \frac{\partial o_{i}}{\partial z^{1}_{i}} = \tfrac{1}{2} \, \left(o_{i} - t_{i}\right)")]
    [InlineData("HalfSquaredError", "Sigmoid", @"\delta^{1}_{i} &= \frac{\partial E}{\partial o_{i}} \, \frac{\partial o_{i}}{\partial z^{1}_{i}} = \left(o_{i} - t_{i}\right) \, o_{i} \, \left(1 - o_{i}\right)")]
    public void Deltas_are_those_that_were_derived(string loss, string activation, string delta) =>
        Assert.Contains(delta, Of(Network(3, Dense(2, Enum.Parse<ActivationKind>(activation))) with { Loss = Enum.Parse<LossKind>(loss) }), StringComparison.Ordinal);

    [Theory]
    [InlineData(@"z^{1}_{i} &= \sum_{j} W^{1}_{ij} \, x_{j} + b^{1}_{i}")]
    [InlineData(@"a^{1}_{i} &= \sigma\left(z^{1}_{i}\right)")]
    [InlineData(@"E &= \sum_{i} \tfrac{1}{2} \, \left(o_{i} - t_{i}\right)^{2}")]
    [InlineData(@"\frac{\partial E}{\partial W^{2}_{ij}} &= \delta^{2}_{i} \, a^{1}_{j}")]
    [InlineData(@"\frac{\partial E}{\partial b^{2}_{i}} &= \delta^{2}_{i}")]
    [InlineData(@"\frac{\partial E}{\partial a^{1}_{j}} &= \sum_{i} W^{2}_{ij} \, \delta^{2}_{i}")]
    [InlineData(@"W^{1} &\leftarrow W^{1} - \eta \, \frac{\partial E}{\partial W^{1}}")]
    [InlineData("Training leaves $b^{1}$, $b^{2}$ alone.")]
    public void The_lecture_is_derived_as_its_document_does(string equation) => Assert.Contains(equation, Of(GeneratorRun.Read(ExampleNetworks.Lecture)), StringComparison.Ordinal);

    [Theory]
    [InlineData(false, @"\frac{\partial E}{\partial \mathrm{slope}^{1}} &= \left(\sum_{k} ")]
    [InlineData(true, @"\frac{\partial E}{\partial \mathrm{slope}^{1}_{i}} &= \frac{\partial E}{\partial a^{1}_{i}} \, ")]
    public void A_parameter_of_an_activation_has_the_sum_over_the_units_that_share_it(bool perUnit, string equation)
    {
        string derivation = Of(Network(3, Dense(4) with { Function = PReLU(perUnit) }, Dense(2)));
        Latex.AssertValid(derivation);
        Assert.Contains(equation, derivation, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_follow_each_other_forth_and_back()
    {
        var headings = Of(GeneratorRun.Read(ExampleNetworks.Lecture)).Split('\n').Where(line => line.StartsWith('#'));
        Assert.Equal(
            ["# LectureNetwork: derivation", "## Forward pass", "### dense1: Dense, 2 → 2", "### dense2: Dense, 2 → 2", "## Loss", "## Backward pass", "### dense2: Dense, 2 → 2", "### dense1: Dense, 2 → 2", "## Update"],
            headings);
    }

    [Fact]
    public void Formulas_are_written_as_in_books()
    {
        Expr x = Expr.Variable("x"), y = Expr.Variable("y");
        Assert.Equal(@"2 \, x", LatexNotation.Print(2 * x));
        Assert.Equal(@"\frac{x}{\left|x\right| + 1}", LatexNotation.Print(x / (1 + FunctionTable.Abs.Of(x))));
        Assert.Equal(@"-\frac{1}{x}", LatexNotation.Print(-1 / x));
        Assert.Equal(@"\frac{2}{\sqrt{x}}", LatexNotation.Print(2 / FunctionTable.Sqrt.Of(x)));
        Assert.Equal(@"e^{x - y}", LatexNotation.Print(FunctionTable.Exp.Of(x - y)));
        Assert.Equal(@"\left(e^{x}\right)^{2}", LatexNotation.Print(PowerExpr.Of(FunctionTable.Exp.Of(x), 2)));
        Assert.Equal(@"\left(x - y\right)^{2}", LatexNotation.Print(PowerExpr.Of(x - y, 2)));
        Assert.Equal(@"\left(a^{1}\right)^{2}", LatexNotation.Print(x * x, _ => "a^{1}"));
        Assert.Equal(@"10^{-5}", LatexNotation.Number(1e-5));
        Assert.Equal(@"\tfrac{1}{6}", LatexNotation.Number(1.0 / 6));
        Assert.Equal(@"\begin{cases} x & \text{if } x > 0 \\ 0.01 \, x & \text{otherwise} \end{cases}", LatexNotation.Print(SelectExpr.Of(x, Relation.Greater, 0, x, 0.01 * x)));
    }

    private static string Of(NetworkSpec spec)
    {
        var trace = NetworkCompiler.Compile(spec).Trace!;
        return Names().Replace(Unindented().Replace(Text().Match(trace).Groups[1].Value, "\n"), "");
    }

    [GeneratedRegex("DerivationTemplate = \"\"\"(.*?)\"\"\";", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex(@"\n +")]
    private static partial Regex Unindented();

    [GeneratedRegex(" % .*")]
    private static partial Regex Names();
}
