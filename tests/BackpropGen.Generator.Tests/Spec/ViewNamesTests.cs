using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec;

public sealed class ViewNamesTests
{
    [Theory]
    [InlineData("[Dense(1)][Dense(1)]", "W1 B1 W2 B2")]
    [InlineData("[Dense(1, Bias = Bias.None)][Dense(1, Bias = Bias.Shared)]", "W1 W2 B2")]
    [InlineData("[Dense(1)][Dense(1, Name = \"Hidden\")][Dense(1)]", "W1 B1 HiddenWeights HiddenBiases W3 B3")]
    [InlineData("[LayerNorm][Dense(1)][BatchNorm][LayerNorm(Name = \"Last\")][BatchNorm]", "Gain1 Shift1 W1 B1 Gain2 Shift2 LastGain LastShift Gain4 Shift4")]
    [InlineData("[Dropout(0.5)][Activate(Activation.ReLU)][Add(\"input\", \"input\")]", "")]
    public void Views_are_numbered_by_kind_or_named(string layers, string expected)
        => Assert.Equal(expected, Views("[BackpropGen.Network(1)]" + layers + " partial class Net;"));

    [Theory]
    [InlineData("W1", "[Dense(1)][Dense(1)]", "W1Weights B1 W2 B2")]
    [InlineData("B2", "[Dense(1)][Dense(1)]", "W1 B1 W2 B2Biases")]
    [InlineData("OutWeights", "[Dense(1, Name = \"Out\")]", "W1Weights OutBiases")]
    [InlineData("Gain1", "[LayerNorm]", "Gain1Gain Shift1")]
    public void A_view_does_not_bear_the_classs_name(string name, string layers, string expected)
        => Assert.Equal(expected, Views("[BackpropGen.Network(1)]" + layers + " partial class " + name + ";"));

    [Theory]
    [InlineData("slope", null, "W1 B1 Slope1 W2 B2 ActivateSlope1")]
    [InlineData("slope", "Hidden", "HiddenWeights HiddenBiases HiddenSlope W2 B2 ActivateSlope1")]
    [InlineData("w", null, "W1 B1 W1Parameter W2 B2 ActivateW1Parameter")]
    [InlineData("gain", "Hidden", "HiddenWeights HiddenBiases HiddenGainParameter W2 B2 ActivateGain1Parameter")]
    public void An_activations_parameters_are_called_after_it_and_told_apart(string parameter, string? layer, string expected)
    {
        var function = Specs.PReLU(parameter: parameter);
        var network = Specs.Network(2, Specs.Dense(3) with { Name = layer, Function = function }, Specs.Dense(1), new() { Kind = LayerKind.Activate, Function = function });
        Assert.Equal(expected, Views(network));
    }

    private static string Views(string declaration) => Views(GeneratorRun.Read("using BackpropGen;\n" + declaration));

    private static string Views(NetworkSpec network) => string.Join(' ', ViewNames.Of(network).SelectMany(views => views.All));
}
