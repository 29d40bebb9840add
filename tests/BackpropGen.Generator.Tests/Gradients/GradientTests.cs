using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;
using static BackpropGen.Generator.Tests.TestSupport.Specs;

namespace BackpropGen.Generator.Tests.Gradients;

public sealed class GradientTests
{
    [Theory]
    [InlineData(ActivationKind.Identity, LossKind.HalfSquaredError, "scale (o − t)")]
    [InlineData(ActivationKind.Sigmoid, LossKind.BinaryCrossEntropy, "scale (o − t)")]
    [InlineData(ActivationKind.Softmax, LossKind.CrossEntropy, "scale (o sum_lse1 − t)")]
    [InlineData(ActivationKind.Identity, LossKind.MeanSquaredError, "2 scale (o − t)")]
    [InlineData(ActivationKind.Sigmoid, LossKind.HalfSquaredError, "scale (o − t) o (1 − o)")]
    [InlineData(ActivationKind.Tanh, LossKind.HalfSquaredError, "scale (o − t) (1 − o²)")]
    [InlineData(ActivationKind.Identity, LossKind.BinaryCrossEntropyWithLogits, "scale (σ(o) − t)")]
    public void The_output_delta_is_derived(object activation, object loss, string delta)
    {
        var training = Build(Network(3, Dense(2, (ActivationKind)activation)) with { Loss = (LossKind)loss });
        var map = training.Backward.OfType<Map>().Single(operation => operation.Result.Name == "d1");
        Assert.Equal(delta, map.Formula.ToString());
    }

    [Theory]
    [InlineData(ActivationKind.Identity, LossKind.MeanSquaredError)]
    [InlineData(ActivationKind.Sigmoid, LossKind.BinaryCrossEntropy)]
    [InlineData(ActivationKind.Softmax, LossKind.KullbackLeibler)]
    public void Losses_that_label_smoothing_does_not_belong_to_pass_it_over(object activation, object loss)
    {
        var network = Network(3, Dense(2, (ActivationKind)activation)) with { Loss = (LossKind)loss };
        Assert.Equal(Build(network).ToString(), Build(network with { LabelSmoothing = 0.1 }).ToString());
    }

    [Fact]
    public void A_users_loss_passes_label_smoothing_over_behind_a_softmax_too()
    {
        Expr o = Expr.Variable(LossTable.Output), t = Expr.Variable(LossTable.Target);
        var network = Network(3, Dense(2, ActivationKind.Softmax)) with { LossFunction = new FunctionSpec { Name = "Square", Formula = (o - t) * (o - t) } };
        Assert.Equal(Build(network).ToString(), Build(network with { LabelSmoothing = 0.1 }).ToString());
    }

    [Fact]
    public void The_sum_beside_softmax_is_the_sum_of_the_targets()
    {
        var training = Build(Network(3, Dense(2, ActivationKind.Softmax)));
        Assert.Equal("sum_lse1[rows] = Σ units: t", training.Backward.OfType<RowSum>().Single().ToString());
    }

    [Fact]
    public void A_chain_goes_back_layer_by_layer()
    {
        var training = Build(Network(4, Dense(3, ActivationKind.Sigmoid), Dense(2)) with { Loss = LossKind.HalfSquaredError });
        Assert.Equal(
            [
                "d2[rows, 2] = scale (o − t)",
                "∂E/∂w2, ∂E/∂b2 = d2 a1ᵀ",
                "e2[rows, 3] = w2ᵀ d2",
                "d1[rows, 3] = e2 a1 (1 − a1)",
                "∂E/∂w1, ∂E/∂b1 = d1 xᵀ",
            ],
            training.Backward.Select(operation => operation.ToString()));
        Assert.Equal(["e1[rows, 4] = w1ᵀ d1"], training.InputBackward.Select(operation => operation.ToString()));
    }

    [Fact]
    public void A_parameter_that_a_layer_shares_gets_the_sum_over_units_and_rows()
    {
        var training = Build(Network(4, Dense(3) with { Function = PReLU() }, Dense(2)) with { Loss = LossKind.HalfSquaredError });
        Assert.Equal(
            ["sum_p1_slope[rows] = Σ units: e2 (z1 > 0 ? 0 : z1)", "∂E/∂p1_slope = Σ rows: sum_p1_slope", "d1[rows, 3] = e2 (z1 > 0 ? 1 : p1_slope)"],
            training.Backward.Where(operation => operation.ToString().Contains("slope")).Select(operation => operation.ToString()));
        Assert.Equal(Extent.Scalar, training.Graph.Values["p1_slope"].Extent);
    }

    [Fact]
    public void A_parameter_a_unit_gets_the_sum_over_the_rows()
    {
        var training = Build(Network(4, Dense(3), new LayerSpec { Kind = LayerKind.Activate, Function = PReLU(perUnit: true) }, Dense(2)) with { Loss = LossKind.HalfSquaredError });
        Assert.Contains("∂E/∂q1_slope = Σ rows: e2 (z1 > 0 ? 0 : z1)", training.Backward.Select(operation => operation.ToString()));
        Assert.Equal(Extent.Unit, training.Graph.Values["q1_slope"].Extent);
    }

    [Fact]
    public void A_value_that_is_used_twice_gets_the_sum_of_both_gradients()
    {
        var training = Build(Network(2, Dense(3) with { Name = "a" }, Dense(3) with { Name = "b" }, Add("a", "b")) with { Loss = LossKind.HalfSquaredError });
        var delta = training.Backward.OfType<Map>().Last().Formula.ToString();
        Assert.Contains("e2", delta);
        Assert.Contains("o", delta);
    }

    [Fact]
    public void Gradients_of_a_norm_are_derived_from_its_forward_operations()
    {
        var training = Build(Network(4, Dense(3), LayerNorm, Dense(1)));
        Assert.Equal(2, training.Backward.OfType<VectorGradient>().Count());
        Assert.Contains(training.Backward.OfType<RowSum>(), sum => sum.Result.Name.StartsWith("sum_mean", System.StringComparison.Ordinal));
    }

    [Fact]
    public void What_only_the_inputs_need_is_kept_apart()
    {
        var training = Build(Network(4, Dense(3), Concat("input", "c"), Dense(1)) with { Layers = new EquatableArray<LayerSpec>([Dense(3) with { Name = "c" }, Concat("input", "c"), Dense(1)]) });
        Assert.Contains(training.InputBackward, operation => operation is Columns);
        Assert.DoesNotContain(training.Backward, operation => operation.Result.Name == training.InputGradient.Name);
    }

    private static TrainingGraph Build(NetworkSpec spec) => GradientBuilder.Build(GraphBuilder.Build(spec, new LayerTable(spec), training: true));
}
