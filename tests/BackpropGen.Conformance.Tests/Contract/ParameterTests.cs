using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>The canonical order, as the views show it, and the description of it.</summary>
public sealed class ParameterTests
{
    private static readonly NetworkSpec Plain = Network("PlainParameters", 2, LossKind.Auto, Dense(3), Dense(2));

    private static readonly NetworkSpec Mixed = Network(
        "MixedParameters",
        2,
        LossKind.Auto,
        Sparse(ActivationKind.Tanh, "#.", "##", ".#") with { Name = "Hidden" },
        LayerNorm(),
        Dense(2, ActivationKind.Tanh) with { Bias = BiasKind.Shared },
        BatchNorm(),
        Dense(1) with { Bias = BiasKind.None, FrozenBias = false, Frozen = true });

    // wide enough for vectors, with sparse rows
    private static readonly NetworkSpec Wide = Network(
        "WideParameters",
        33,
        LossKind.Auto,
        Sparse(ActivationKind.Tanh, [.. Enumerable.Range(0, 35).Select(to => string.Concat(Enumerable.Range(0, 33).Select(from => (to + from) % 4 == 0 ? '#' : '.')))]),
        Dense(34));

    // parameters of activations: of a unit and of the layer, in a layer with a name, and in one of its own
    private static readonly NetworkSpec Parametric = Network(
        "ParametricParameters",
        2,
        LossKind.Auto,
        Dense(3, "Swish") with { Name = "Hidden" },
        Dense(2, "PReLU") with { Bias = BiasKind.None },
        Activate("Channelwise"));

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile([Plain, Mixed, Wide, Parametric]));

    [Fact]
    public void A_plain_chain_is_weights_row_by_row_then_biases()
    {
        var network = Numbered(Plain);
        Assert.Equal(17, network.ParameterCount);
        var (w1, b1, w2, b2) = (View<WeightView<double>>(network, "W1"), View<VectorView<double>>(network, "B1"), View<WeightView<double>>(network, "W2"), View<VectorView<double>>(network, "B2"));
        Assert.Equal((3, 2, 3), (w1.RowCount, w1.ColumnCount, b1.Count));
        Assert.Equal([0, 1, 2, 3, 4, 5], Values(w1));
        Assert.Equal([6, 7, 8], Values(b1));
        Assert.Equal([9, 10, 11, 12, 13, 14], Values(w2));
        Assert.Equal([15, 16], Values(b2));
    }

    [Fact]
    public void Sparse_shared_absent_and_norms_have_their_places()
    {
        var network = Numbered(Mixed);

        // 4 edges, 3 biases, 3 gains, 3 shifts, 6 weights, 1 bias, 2 gains, 2 shifts, 2 weights
        Assert.Equal(26, network.ParameterCount);
        Assert.Equal([0, 0, 1, 2, 0, 3], Values(View<WeightView<double>>(network, "HiddenWeights")));
        Assert.Equal([4, 5, 6], Values(View<VectorView<double>>(network, "HiddenBiases")));
        Assert.Equal([13, 14, 15, 16, 17, 18], Values(View<WeightView<double>>(network, "W2")));
        Assert.Equal([19], Values(View<VectorView<double>>(network, "B2")));
        Assert.Equal([24, 25], Values(View<WeightView<double>>(network, "W3")));
        Assert.Null(network.GetType().GetProperty("B3"));
    }

    [Fact]
    public void Parameters_of_activations_stand_behind_the_biases_of_their_layer()
    {
        var network = Numbered(Parametric);

        // 6 weights, 3 biases, 3 betas, 1 w; 6 weights, 1 slope; 2 slopes
        Assert.Equal(22, network.ParameterCount);
        Assert.Equal([6, 7, 8], Values(View<VectorView<double>>(network, "HiddenBiases")));
        Assert.Equal([9, 10, 11], Values(View<VectorView<double>>(network, "HiddenBeta")));
        Assert.Equal([12], Values(View<VectorView<double>>(network, "HiddenWParameter")));
        Assert.Equal([13, 14, 15, 16, 17, 18], Values(View<WeightView<double>>(network, "W2")));
        Assert.Equal([19], Values(View<VectorView<double>>(network, "Slope2")));
        Assert.Equal([20, 21], Values(View<VectorView<double>>(network, "ActivateSlope1")));
        Assert.Equal(
            ["weight", "bias", "activation.beta", "activation.w", "weight", "activation.slope", "activation.slope"],
            network.Description.Layers.SelectMany(layer => layer.Parameters).Select(tensor => tensor.Name));
    }

    [Fact]
    public void Parameters_of_activations_start_where_they_are_declared_to()
    {
        var network = Networks.Value.Create<double>(Parametric);
        network.SetParameters(new double[22]);
        network.Initialize(3);
        double[] parameters = network.GetParameters();
        Assert.Equal([1, 1, 1, 0.5], parameters[9..13]);
        Assert.Equal([0.25, 0.25, 0.25], parameters[19..]);
    }

    // the runtime finds views by the description: its names must be those of the properties
    [Fact]
    public void A_check_of_gradients_calls_tensors_as_their_views_are_called()
    {
        foreach (var spec in ContractNetworks.Specs.Values)
        {
            var network = ContractNetworks.Double(spec.Name);
            var (inputs, targets) = ContractNetworks.Rows<double>(spec.Name, 2);
            var names = network.CheckGradients(inputs, targets, new() { ValuesPerTensor = 1 }).Tensors.Where(tensor => tensor.Layer == "input" || !spec.Layers.Any(layer => layer.Name == tensor.Layer)).Select(tensor => tensor.Name);
            Assert.All(names.SkipLast(1), name => Assert.NotNull(network.GetType().GetProperty(name)));
        }
    }

    [Fact]
    public void Wide_sparse_weights_pack_to_their_edges()
    {
        var network = Numbered(Wide);
        var view = View<WeightView<double>>(network, "W1");
        var next = 0;
        for (var to = 0; to < 35; to++)
        {
            for (var from = 0; from < 33; from++)
            {
                Assert.Equal((to + from) % 4 == 0 ? next++ : 0, view[to, from]);
            }
        }

        Assert.Equal(next, View<VectorView<double>>(network, "B1")[0]);
        Assert.Equal(network.ParameterCount - 1, View<VectorView<double>>(network, "B2")[33]);
    }

    [Fact]
    public void Views_set_what_the_network_computes_with()
    {
        var network = Networks.Value.Create<double>(Plain);
        network.SetParameters(new double[17]);
        View<WeightView<double>>(network, "W1")[2, 1] = 5;
        View<WeightView<double>>(network, "W2")[0, 2] = 7;
        View<VectorView<double>>(network, "B2")[1] = 11;
        double[] outputs = [0, 0];
        network.Predict([100, 3], outputs);
        Assert.Equal([105, 11], outputs);
        Assert.Equal(5, network.GetParameters()[5]);
    }

    [Fact]
    public void An_absent_edge_reads_zero_and_cannot_be_set()
    {
        var network = Numbered(Mixed);
        var view = View<WeightView<double>>(network, "HiddenWeights");
        Assert.Equal(0, view[0, 1]);
        Assert.Throws<InvalidOperationException>(() => view[0, 1] = 1);
        view[0, 0] = 3;
        Assert.Equal(3, view[0, 0]);
        Assert.ThrowsAny<ArgumentException>(() => view[3, 0]);
        Assert.ThrowsAny<ArgumentException>(() => view[0, 2]);
        Assert.ThrowsAny<ArgumentException>(() => view[0, -1]);
    }

    [Fact]
    public void Views_are_made_once()
    {
        var network = Networks.Value.Create<double>(Plain);
        Assert.Same(View<WeightView<double>>(network, "W1"), View<WeightView<double>>(network, "W1"));
        Assert.Same(View<VectorView<double>>(network, "B2"), View<VectorView<double>>(network, "B2"));
    }

    [Fact]
    public void Parameters_survive_a_round_trip()
    {
        foreach (var spec in new[] { Plain, Mixed, Wide })
        {
            var network = Numbered(spec);
            Assert.Equal(Enumerable.Range(0, network.ParameterCount).Select(i => (double)i), network.GetParameters());
        }
    }

    [Fact]
    public void The_description_has_every_tensor_at_its_offset()
    {
        var network = Networks.Value.Create<double>(Mixed);
        var description = network.Description;
        Assert.Equal(("MixedParameters", 2, 1, 26), (description.Name, description.InputCount, description.OutputCount, description.ParameterCount));
        Assert.Equal((Precision.Double, Loss.MeanSquaredError), (description.Precision, description.Loss));
        Assert.Equal(["Dense", "LayerNorm", "Dense", "BatchNorm", "Dense"], description.Layers.Select(layer => layer.Kind));
        var tensors = description.Layers.SelectMany(layer => layer.Parameters).Select(p => (p.Name, p.Offset, p.Count, p.Frozen));
        Assert.Equal(
            [
                ("weight", 0, 4, false), ("bias", 4, 3, false), ("gain", 7, 3, false), ("shift", 10, 3, false), ("weight", 13, 6, false),
                ("bias", 19, 1, false), ("gain", 20, 2, false), ("shift", 22, 2, false), ("weight", 24, 2, true),
            ],
            tensors);
        Assert.Equal("Hidden", description.Layers[0].Name);
        Assert.Equal(["#.", "##", ".#"], description.Layers[0].Connections!);
    }

    [Fact]
    public void Counts_are_constants_too()
    {
        var type = Networks.Value.Type("MixedParameters");
        Assert.Equal([2, 1, 26], new[] { "InputCount", "OutputCount", "ParameterCount" }.Select(name => (int)type.GetField(name)!.GetRawConstantValue()!));
    }

    private static ITrainableNetwork<double> Numbered(NetworkSpec spec)
    {
        var network = Networks.Value.Create<double>(spec);
        network.SetParameters([.. Enumerable.Range(0, network.ParameterCount).Select(i => (double)i)]);
        return network;
    }

    private static TView View<TView>(object network, string name) => (TView)network.GetType().GetProperty(name)!.GetValue(network)!;

    private static List<double> Values(WeightView<double> view) =>
        [.. Enumerable.Range(0, view.RowCount).SelectMany(to => Enumerable.Range(0, view.ColumnCount).Select(from => view[to, from]))];

    private static List<double> Values(VectorView<double> view) => [.. Enumerable.Range(0, view.Count).Select(i => view[i])];
}
