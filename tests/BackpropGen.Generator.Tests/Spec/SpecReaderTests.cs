using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec;

public sealed class SpecReaderTests
{
    [Fact]
    public void Network_arguments_are_read()
    {
        var network = GeneratorRun.Read(Sources.Network(
            "[Network(4, Loss = Loss.Huber, Precision = Precision.Double, InferenceOnly = true, HuberDelta = 2, LabelSmoothing = 0.25)]\n[Dense(3)]"));
        Assert.Equal((4, LossKind.Huber, true, true, 2.0, 0.25), (network.Inputs, network.Loss, network.IsDouble, network.InferenceOnly, network.HuberDelta, network.LabelSmoothing));
    }

    [Fact]
    public void Defaults_are_those_of_the_attributes()
    {
        var network = GeneratorRun.Read(Sources.Network("[Network(4)]\n[Dense(3)]"));
        Assert.Equal((LossKind.Auto, false, false, 1.0, 0.0), (network.Loss, network.IsDouble, network.InferenceOnly, network.HuberDelta, network.LabelSmoothing));
        Assert.Equal(new LayerSpec { Kind = LayerKind.Dense, Units = 3 }, network.Layers[0]);
    }

    [Fact]
    public void Layers_keep_the_order_of_their_attributes()
    {
        var network = GeneratorRun.Read(Sources.Network("[Network(4), Dense(3), LayerNorm]\n[Activate(Activation.ReLU)]\n[Dropout(0.5), BatchNorm]\n[Concat(\"input\", \"input\")]"));
        Assert.Equal(
            [LayerKind.Dense, LayerKind.LayerNorm, LayerKind.Activate, LayerKind.Dropout, LayerKind.BatchNorm, LayerKind.Concat],
            network.Layers.Select(layer => layer.Kind));
    }

    [Fact]
    public void All_arguments_of_a_dense_layer_are_read()
    {
        var network = GeneratorRun.Read(Sources.Network("""
            [Network(2)]
            [Dense(2, Activation.Tanh, Name = "Hidden", From = "input", Bias = Bias.Shared, Frozen = true, FrozenBias = true,
                Initializer = Initializer.LecunUniform, Connections = new[] { "#.", "##" })]
            """));
        var expected = new LayerSpec
        {
            Kind = LayerKind.Dense,
            Units = 2,
            Activation = ActivationKind.Tanh,
            Name = "Hidden",
            From = "input",
            Bias = BiasKind.Shared,
            Frozen = true,
            FrozenBias = true,
            Initializer = InitializerKind.LecunUniform,
            Connections = new(["#.", "##"]),
            HasConnections = true,
        };
        Assert.Equal(expected, network.Layers[0]);
    }

    [Fact]
    public void Named_and_reordered_arguments_and_constants_are_read()
    {
        var network = GeneratorRun.Read("""
            using BackpropGen;
            [Network(inputs: Net.Size * 2)]
            [Dense(activation: Activation.Sigmoid, units: Net.Size)]
            [Dropout(rate: 1 / 4.0)]
            public partial class Net { private const int Size = 3; }
            """);
        Assert.Equal((6, 3, ActivationKind.Sigmoid, 0.25), (network.Inputs, network.Layers[0].Units, network.Layers[0].Activation, network.Layers[1].Rate));
    }

    [Theory]
    [InlineData("[Add(\"a\", \"b\")]")]
    [InlineData("[Add(new[] { \"a\", \"b\" })]")]
    [InlineData("[Add(sources: new string[] { \"a\", \"b\" })]")]
    public void Sources_are_read_in_each_form(string layer)
        => Assert.Equal(["a", "b"], GeneratorRun.Read(Sources.Network("[Network(2)]" + layer)).Layers[0].Sources);

    [Theory]
    [InlineData("[Add(null)]")]
    [InlineData("[Add]")]
    [InlineData("[Concat(sources: null!)]")]
    public void Missing_and_null_arrays_are_empty(string layer)
        => Assert.Empty(GeneratorRun.Read(Sources.Network("[Network(2)]" + layer)).Layers[0].Sources);

    [Fact]
    public void Null_connections_are_all_edges_and_a_null_string_has_none()
    {
        var network = GeneratorRun.Read(Sources.Network("[Network(2)]\n[Dense(1, Connections = null)]\n[Dense(1, Connections = new string[] { null! })]"));
        Assert.Equal((false, true), (network.Layers[0].HasConnections, network.Layers[1].HasConnections));
        Assert.Equal([""], network.Layers[1].Connections);
    }

    [Theory]
    [InlineData("[Dense(unknown)]")]
    [InlineData("[Dense(\"three\")]")]
    [InlineData("[Dense]")]
    [InlineData("[Dense(3, Activation.Nonsense)]")]
    [InlineData("[Dense(3, Name = unknown)]")]
    [InlineData("[Dense(1, Connections = new[] { unknown })]")]
    [InlineData("[Dropout(typeof(int))]")]
    public void What_the_compiler_refuses_is_marked_and_no_second_error(string layer)
    {
        var source = Sources.Network("[Network(2)]" + layer);
        Assert.True(GeneratorRun.Read(source).Layers[0].IsUnreadable);
        Assert.False(SpecValidator.IsValid(GeneratorRun.Read(source)));
        Assert.Empty(AnalyzerRun.Of(source));
    }

    [Fact]
    public void An_unreadable_network_attribute_is_marked()
    {
        var source = Sources.Network("[Network(unknown)][Dense(1)]");
        Assert.True(GeneratorRun.Read(source).IsUnreadable);
        Assert.Empty(AnalyzerRun.Of(source));
    }

    [Fact]
    public void Undefined_enum_values_are_kept()
    {
        var network = GeneratorRun.Read(Sources.Network("[Network(2, Precision = (Precision)7)][Dense(3, (Activation)99)]"));
        Assert.Equal((7, (ActivationKind)99), (network.UndefinedPrecision, network.Layers[0].Activation));
    }

    [Fact]
    public void Equal_declarations_give_equal_specs()
    {
        var source = Sources.Network("[Network(2)][Dense(2, Connections = new[] { \"##\", \"#.\" })][Add(\"input\", \"input\")]");
        Assert.Equal(GeneratorRun.Read(source), GeneratorRun.Read(source));
        Assert.Equal(GeneratorRun.Read(source).GetHashCode(), GeneratorRun.Read(source).GetHashCode());
    }
}
