using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>Ids 2001 to 2999: just where they are reported, and what they say.</summary>
public sealed class TrainingTests
{
    [Theory]
    [InlineData("[Network(2, Loss = Loss.Huber, HuberDelta = [|-1|])][Dense(1)]", "BPG2001", "HuberDelta must be finite and greater than 0, but is -1")]
    [InlineData("[Network(2, Loss = Loss.Huber, HuberDelta = [|double.NaN|])][Dense(1)]", "BPG2001", "HuberDelta must be finite and greater than 0, but is NaN")]
    [InlineData("[Network(2, LabelSmoothing = [|1|])][Dense(2, Activation.Softmax)]", "BPG2002", "LabelSmoothing must be at least 0 and less than 1, but is 1")]
    [InlineData("[Network(2, HuberDelta = [|2|])][Dense(1)]", "BPG2003", "HuberDelta has no effect under the loss MeanSquaredError; it belongs to Huber")]
    [InlineData("[Network(2, LabelSmoothing = [|0.1|])][Dense(1, Activation.Sigmoid)]", "BPG2003", "LabelSmoothing has no effect under the loss BinaryCrossEntropy; it belongs to CrossEntropy and CrossEntropyWithLogits")]
    [InlineData("[Network(2)][Dense(2, [|Activation.Softmax|])][Dense(1)]", "BPG2004", "'dense1' is a softmax inside the network, which is allowed but rare; did you mean it for the output?")]
    [InlineData("[Network(2, Loss = [|Loss.HalfSquaredError|])][Dense(2, Activation.Softmax)]", "BPG2005", "A softmax output learns slowly under HalfSquaredError; Loss.CrossEntropy belongs to it")]
    [InlineData("[Network(2, Loss = [|Loss.CrossEntropy|])][Dense(2)]", "BPG2006", "CrossEntropy needs outputs that sum to 1; end the network with Activation.Softmax, or use Loss.CrossEntropyWithLogits")]
    [InlineData("[Network(2, Loss = [|Loss.KullbackLeibler|])][Dense(2, Activation.Sigmoid)]", "BPG2006", "KullbackLeibler needs outputs that sum to 1; end the network with Activation.Softmax")]
    [InlineData("[Network(2, Loss = [|Loss.BinaryCrossEntropy|])][Dense(1, Activation.ReLU)]", "BPG2007", "BinaryCrossEntropy needs outputs in [0, 1]; end the network with Activation.Sigmoid, or use Loss.BinaryCrossEntropyWithLogits")]
    [InlineData("[Network(2, Loss = [|Loss.CrossEntropyWithLogits|])][Dense(2, Activation.Softmax)]", "BPG2008", "CrossEntropyWithLogits applies a softmax to the outputs, which are probabilities already; use Loss.CrossEntropy, or end the network without an activation")]
    [InlineData("[Network(2, Loss = [|Loss.BinaryCrossEntropyWithLogits|])][Dense(1, Activation.Sigmoid)]", "BPG2008", "BinaryCrossEntropyWithLogits applies a sigmoid to the outputs, which are probabilities already; use Loss.BinaryCrossEntropy, or end the network without an activation")]
    [InlineData("[Network(2, Loss = [|Loss.MeanSquaredError|])][Dense(1, Activation.Sigmoid)]", "BPG2009", "A sigmoid output learns slowly under MeanSquaredError where it is far off; Loss.BinaryCrossEntropy belongs to it")]
    [InlineData("[Network(2)][Dense(2, Initializer = [|Initializer.Zeros|])][Dense(1)]", "BPG2010", "All units of 'dense1' start with equal weights and stay equal; use another Initializer unless you set the parameters yourself")]
    public void Advice_is_given_where_it_belongs(string attributes, string id, string message) => AnalyzerRun.Reports(Sources.Network(attributes), id, message);

    [Theory]
    [InlineData("[Network(2)][Activate(Activation.ReLU)]", "no layer has parameters")]
    [InlineData("[Network(2)][Dense(2, Frozen = true)][LayerNorm(Frozen = true)]", "all layers with parameters are frozen")]
    public void There_is_nothing_to_train(string attributes, string reason)
        => AnalyzerRun.Reports(
            $"using BackpropGen;\n{attributes}\npartial class [|Net|];", "BPG2011", $"Training will change nothing in 'Net', because {reason}; InferenceOnly leaves the training code out");

    [Theory]
    [InlineData("[Network(2)][Dense(1, Activation.Sigmoid)]")]
    [InlineData("[Network(2)][Dense(3, Activation.Softmax)]")]
    [InlineData("[Network(2, Loss = Loss.KullbackLeibler)][Dense(3, Activation.Softmax)]")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropy)][Dense(3, Activation.HardSigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropyWithLogits, LabelSmoothing = 0.1)][Dense(3)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)][Dense(3, Activation.Softmax, Name = \"a\")][Dense(3, Activation.Softmax, Name = \"b\", From = \"input\")][Concat(\"a\", \"b\")]")]
    [InlineData("[Network(2, InferenceOnly = true, Loss = Loss.CrossEntropy)][Dense(1)]")]
    [InlineData("[Network(2)][Dense(3, Frozen = true)][Dense(1)]")]
    [InlineData("[Network(2)][Dense(1, Initializer = Initializer.Zeros)]")]
    public void Usual_networks_need_none(string attributes) => Assert.Empty(AnalyzerRun.Of(Sources.Network(attributes)));

    [Fact]
    public void The_network_of_the_lecture_gets_no_warning()
    {
        var source = Sources.Network("[Network(2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]\n[Dense(2, Activation.Sigmoid, FrozenBias = true)]\n[Dense(2, Activation.Sigmoid, FrozenBias = true)]");
        Assert.All(AnalyzerRun.Of(source), diagnostic => Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, diagnostic.Severity));
        Assert.Equal(["BPG2009"], AnalyzerRun.Of(source).Select(diagnostic => diagnostic.Id));
    }
}
