using System.Linq;
using System.Threading.Tasks;
using BackpropGen.CodeFixes;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

/// <summary>BPG2005 to BPG2009: each way to make loss and outputs fit, and that the network needs no advice then.</summary>
public sealed class LossTests
{
    private const string NoActivation = "End the network without an activation";

    private static readonly CodeFixRun Fix = new(new CorrectLossCodeFix(), new NetworkAnalyzer());

    [Theory]
    [InlineData("[Network(2, Loss = Loss.MeanSquaredError)][Dense(3, Activation.Softmax)]", "Use Loss.CrossEntropy", "[Network(2, Loss = Loss.CrossEntropy)][Dense(3, Activation.Softmax)]")]
    [InlineData("[Network(2, Loss = Loss.MeanSquaredError)][Dense(3, Activation.Softmax)]", NoActivation, "[Network(2, Loss = Loss.MeanSquaredError)][Dense(3, Activation.Identity)]")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(3, Activation.Softmax)]", "End the network with Activation.Sigmoid", "[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(3, Activation.Sigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)][Dense(3)]", "Use Loss.CrossEntropyWithLogits", "[Network(2, Loss = Loss.CrossEntropyWithLogits)][Dense(3)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)][Dense(3)]", "End the network with Activation.Softmax", "[Network(2, Loss = Loss.CrossEntropy)][Dense(3, Activation.Softmax)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)][Dense(3, Name = \"Out\")]", "End the network with Activation.Softmax", "[Network(2, Loss = Loss.CrossEntropy)][Dense(3, Activation.Softmax, Name = \"Out\")]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)][Dense(activation: Activation.Tanh, units: 3)]", "End the network with Activation.Softmax", "[Network(2, Loss = Loss.CrossEntropy)][Dense(activation: Activation.Softmax, units: 3)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)][Dense(1)]", "Use Loss.BinaryCrossEntropyWithLogits", "[Network(2, Loss = Loss.BinaryCrossEntropyWithLogits)][Dense(1)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)][Dense(1, Activation.Sigmoid)]", "Use Loss.BinaryCrossEntropy", "[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(1, Activation.Sigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(1)]", "End the network with Activation.Sigmoid", "[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(1, Activation.Sigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(1)]", "Use Loss.BinaryCrossEntropyWithLogits", "[Network(2, Loss = Loss.BinaryCrossEntropyWithLogits)][Dense(1)]")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropyWithLogits)][Dense(1, Activation.Sigmoid)]", "Use Loss.BinaryCrossEntropy", "[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(1, Activation.Sigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropyWithLogits)][Dense(1, Activation.Sigmoid)]", NoActivation, "[Network(2, Loss = Loss.BinaryCrossEntropyWithLogits)][Dense(1, Activation.Identity)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropyWithLogits)]\n[Dense(3)]\n[Activate(Activation.Softmax)]", NoActivation, "[Network(2, Loss = Loss.CrossEntropyWithLogits)]\n[Dense(3)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropyWithLogits)][Dense(3, Activation.Sigmoid)]", "Use Loss.BinaryCrossEntropy", "[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(3, Activation.Sigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.HalfSquaredError)][Dense(1, Activation.Sigmoid)]", "Use Loss.BinaryCrossEntropy", "[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(1, Activation.Sigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.HalfSquaredError)][Dense(1, Activation.Sigmoid)]", NoActivation, "[Network(2, Loss = Loss.HalfSquaredError)][Dense(1, Activation.Identity)]")]
    [InlineData(
        "[Network(2, Loss = Loss.CrossEntropy)]\n[Dense(3)]\n[LayerNorm]",
        "End the network with Activation.Softmax",
        "[Network(2, Loss = Loss.CrossEntropy)]\n[Dense(3)]\n[LayerNorm]\n[Activate(Activation.Softmax)]")]
    [InlineData(
        "[Network(2)]\n[Dense(3, Activation.Softmax, Name = \"a\")]\n[Dense(3, Activation.Softmax, Name = \"b\", From = \"input\")]\n[Concat(\"a\", \"b\")]",
        "Use Loss.CrossEntropy",
        "[Network(2, Loss = Loss.CrossEntropy)]\n[Dense(3, Activation.Softmax, Name = \"a\")]\n[Dense(3, Activation.Softmax, Name = \"b\", From = \"input\")]\n[Concat(\"a\", \"b\")]")]
    public async Task They_come_to_fit(string attributes, string title, string expected)
    {
        var text = await Fix.ApplyAsync(Sources.Network(attributes), title);
        Assert.Equal(Sources.Network(expected), text);
        Assert.Empty(AnalyzerRun.Of(text));
        Sources.AssertCompiles(GeneratorRun.Of(text).Output);
    }

    [Theory]
    [InlineData("[Network(2, Loss = Loss.KullbackLeibler)][Dense(3, Activation.Sigmoid)]", "End the network with Activation.Softmax")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(3, Activation.Tanh)]", "End the network with Activation.Sigmoid")]
    [InlineData("[Network(2, Loss = Loss.PoissonNegativeLogLikelihood)][Dense(3, Activation.Softmax)]", "Use Loss.CrossEntropy")]
    public async Task What_would_not_fit_either_is_not_offered(string attributes, string only)
        => Assert.Equal([only], await Fix.TitlesAsync(Sources.Network(attributes)));

    [Fact]
    public async Task Without_a_using_names_are_written_out()
    {
        const string Rest = "\n[BackpropGen.Dense(1, BackpropGen.Activation.Sigmoid)]\nsealed partial class Net;\n";
        var text = await Fix.ApplyAsync("[BackpropGen.Network(2, Loss = BackpropGen.Loss.MeanSquaredError)]" + Rest, "Use Loss.BinaryCrossEntropy");
        Assert.Equal("[BackpropGen.Network(2, Loss = BackpropGen.Loss.BinaryCrossEntropy)]" + Rest, text);
    }

    [Fact]
    public async Task The_output_layer_may_stand_in_another_part_of_the_class()
    {
        const string Network = "using BackpropGen;\n[Network(2, Loss = Loss.BinaryCrossEntropy)]\npartial class Net;\n";
        var all = await Fix.ApplyToAllAsync(
            Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document, [[Network, "using BackpropGen;\n[Dense(1)]\npartial class Net;\n"]], "End the network with Activation.Sigmoid");
        Assert.Equal([Network, "using BackpropGen;\n[Dense(1, Activation.Sigmoid)]\npartial class Net;\n"], all);
    }
}
