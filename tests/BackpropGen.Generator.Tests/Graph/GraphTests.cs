using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;
using static BackpropGen.Generator.Tests.TestSupport.Specs;

namespace BackpropGen.Generator.Tests.Graph;

public sealed class GraphTests
{
    [Fact]
    public void A_chain_of_dense_layers_is_affine_maps_and_a_row_loss()
    {
        var spec = Network(4, Dense(3, ActivationKind.Tanh), Dense(2, ActivationKind.Sigmoid)) with { Loss = LossKind.HalfSquaredError };
        Assert.Equal(
            """
            forward, training
              z1[rows, 3] = w1 x + b1
              a1[rows, 3] = tanh(z1)
              z2[rows, 2] = w2 a1 + b2
              o[rows, 2] = σ(z2)
            loss × 1/rows
              e[rows] = Σ units: ½ (o − t)²

            """,
            Dump(spec));
    }

    [Fact]
    public void Softmax_and_cross_entropy_meet_in_the_log_sum_exp()
    {
        var text = Dump(Network(4, Dense(3, ActivationKind.Softmax)));
        Assert.Contains("lse1[rows] = ln Σ units: exp(u1)", text);
        Assert.Contains("e[rows] = Σ units: t (lse1 − u1)", text);
    }

    [Fact]
    public void Sigmoid_and_log_loss_meet_in_softplus() =>
        Assert.Contains("softplus", Dump(Network(4, Dense(1, ActivationKind.Sigmoid))));

    [Fact]
    public void Order_of_execution_follows_the_graph_not_the_declaration()
    {
        var spec = Network(2, Dense(3) with { From = "late" }, Dense(4) with { Name = "late", From = "input" }, Dense(1) with { From = "dense" });
        spec = spec with { Layers = new EquatableArray<LayerSpec>(spec.Layers.Select((layer, i) => i == 0 ? layer with { Name = "dense" } : layer)) };
        var layers = new LayerTable(spec);
        Assert.Equal([1, 0, 2], layers.Order);
        Assert.Equal([4, 2, 3], layers.Layers.Select(layer => layer.InputUnits));
    }

    [Fact]
    public void Tensors_stand_in_canonical_order_with_absent_edges_stored_but_not_counted()
    {
        var sparse = Dense(2) with { HasConnections = true, Connections = new EquatableArray<string>(["#.#", ".#."]), Bias = BiasKind.Shared };
        var layers = new LayerTable(Network(3, sparse, LayerNorm, Dense(4) with { Bias = BiasKind.None }));
        Assert.Equal(["w1", "b1", "gain1", "shift1", "w2"], layers.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([0, 3, 4, 6, 8], layers.Tensors.Select(tensor => tensor.CanonicalOffset));
        Assert.Equal([0, 6, 7, 9, 11], layers.Tensors.Select(tensor => tensor.StorageOffset));
        Assert.Equal(16, layers.ParameterCount);
        Assert.Equal(19, layers.StorageCount);
    }

    [Fact]
    public void Dropout_is_nothing_in_inference()
    {
        var spec = Network(4, Dense(3), Dropout(0.5), Dense(2));
        Assert.Contains("mask of dropout 0.5", Dump(spec));
        Assert.DoesNotContain("mask", Dump(spec, training: false));
    }

    [Fact]
    public void Batch_normalisation_takes_running_statistics_in_inference()
    {
        var spec = Network(4, BatchNorm, Dense(2));
        Assert.Contains("mean1[4] = mean rows: x", Dump(spec));
        Assert.DoesNotContain("mean rows", Dump(spec, training: false));
        Assert.Contains("centred1[rows, 4] = x − mean1", Dump(spec, training: false));
    }

    [Fact]
    public void Running_statistics_stand_in_the_order_of_declaration()
    {
        var spec = Network(2, BatchNorm with { Name = "late", From = "early" }, BatchNorm with { Name = "early", From = "input" }, Dense(1) with { From = "late" });
        var graph = GraphBuilder.Build(spec, new LayerTable(spec), training: true);
        Assert.Equal([(0, 0), (1, 4)], graph.Statistics.Select(statistic => (statistic.Layer, statistic.Offset)).Order());
    }

    [Theory]
    [InlineData(LossKind.MeanSquaredError, 3, "1/(3 rows)")]
    [InlineData(LossKind.MeanSquaredError, 1, "1/rows")]
    [InlineData(LossKind.HalfSquaredError, 3, "1/rows")]
    public void A_mean_over_the_outputs_is_in_the_scale(object loss, int outputs, string scale) =>
        Assert.Contains($"loss × {scale}\n", Dump(Network(2, Dense(outputs)) with { Loss = (LossKind)loss }));

    private static string Dump(NetworkSpec spec, bool training = true) => GraphBuilder.Build(spec, new LayerTable(spec), training).ToString();
}
