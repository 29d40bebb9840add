using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.GradientChecks;

/// <summary>What the check says of right gradients and of wrong ones, each mistake made on purpose.</summary>
public sealed class GradientCheckTests
{
    private const int Rows = 4;

    [Fact]
    public void Right_gradients_pass()
    {
        Assert.True(Check(new LinearNetwork<double>(3, 2)).Passed);
        Assert.True(Check(new LinearNetwork<float>(3, 2)).Passed);
    }

    [Theory]
    [InlineData(1.001)]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(1e6)]
    public void A_wrong_factor_at_one_weight_is_found_in_double(double factor)
    {
        var check = Check(new LinearNetwork<double>(3, 2) { OnGradient = (i, gradient) => i == 4 ? gradient * factor : gradient });
        Assert.False(check.Passed);
        Assert.Equal(["W1"], check.Tensors.Where(tensor => !(tensor.LargestDifference <= check.Tolerance)).Select(tensor => tensor.Name));
        var weights = check.Tensors[0];
        Assert.Equal("[1, 1]", weights.At);
        Assert.Equal(weights.Analytic, factor * weights.Numeric, Math.Abs(weights.Numeric * factor) * 1e-6);
    }

    [Theory]
    [InlineData(1.2)]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    public void A_wrong_factor_at_one_bias_is_found_in_single(float factor)
    {
        var check = Check(new LinearNetwork<float>(3, 2) { OnGradient = (i, gradient) => i == 6 ? gradient * factor : gradient });
        Assert.Equal(["B1"], check.Tensors.Where(tensor => !(tensor.LargestDifference <= check.Tolerance)).Select(tensor => tensor.Name));
        Assert.Equal("[0]", check.Tensors[1].At);
    }

    [Fact]
    public void A_gradient_that_is_forgotten_altogether_is_found()
    {
        var check = Check(new LinearNetwork<double>(3, 2) { OnGradient = (i, gradient) => i < 6 ? 0 : gradient });
        Assert.True(check.Tensors[0].LargestDifference > 1);
        Assert.True(check.Tensors[1].LargestDifference <= check.Tolerance);
    }

    [Fact]
    public void A_wrong_gradient_by_an_input_is_found()
    {
        var check = Check(new LinearNetwork<double>(3, 2) { OnInputGradient = (i, gradient) => i == 5 ? gradient + 0.01 : gradient });
        Assert.Equal(("inputs", "[1, 2]"), (check.Tensors[^1].Name, check.Tensors[^1].At));
        Assert.False(check.Passed);
    }

    [Fact]
    public void A_gradient_that_is_no_number_does_not_pass()
    {
        var check = Check(new LinearNetwork<double>(3, 2) { OnGradient = (i, gradient) => i == 0 ? double.NaN : gradient });
        Assert.False(check.Passed);
        Assert.True(double.IsNaN(check.LargestDifference));
    }

    [Fact]
    public void The_table_names_what_is_wrong_and_where()
    {
        var check = Check(new LinearNetwork<double>(3, 2) { OnGradient = (i, gradient) => i == 4 ? 2 * gradient : gradient });
        var lines = check.ToString().Split('\n');
        Assert.Equal("Linear: gradients against differences of the loss, 4 rows, tolerance 1e-6: WRONG: W1", lines[0]);
        Assert.StartsWith("gradient by  layer   values  kinks  largest difference  at ", lines[1], StringComparison.Ordinal);
        Assert.Contains("[1, 1]", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("← wrong", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("inputs       input       12      0", lines[4], StringComparison.Ordinal);
        Assert.EndsWith(": right", Check(new LinearNetwork<double>(3, 2)).ToString().Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_left_out_where_more_than_asked_for()
    {
        var check = Check(new LinearNetwork<double>(3, 2), new GradientCheckOptions { ValuesPerTensor = 4 });
        Assert.Equal([4, 2, 4], check.Tensors.Select(tensor => tensor.Count));
    }

    [Fact]
    public void A_tolerance_of_ones_own_counts()
    {
        var network = new LinearNetwork<double>(3, 2) { OnGradient = (i, gradient) => i == 4 ? 1.01 * gradient : gradient };
        Assert.False(Check(network).Passed);
        Assert.True(Check(network, new GradientCheckOptions { Tolerance = 0.1 }).Passed);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_tolerance_out_of_range_is_refused_by_name(double tolerance) =>
        Assert.Contains("GradientCheckOptions.Tolerance", Assert.Throws<ArgumentException>(() => Check(new LinearNetwork<double>(3, 2), new GradientCheckOptions { Tolerance = tolerance })).Message, StringComparison.Ordinal);

    [Fact]
    public void No_values_at_all_are_refused_by_name() =>
        Assert.Contains("GradientCheckOptions.ValuesPerTensor", Assert.Throws<ArgumentException>(() => Check(new LinearNetwork<double>(3, 2), new GradientCheckOptions { ValuesPerTensor = 0 })).Message, StringComparison.Ordinal);

    [Fact]
    public void Spans_that_do_not_fit_are_refused_by_name()
    {
        var network = new LinearNetwork<double>(3, 2);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => network.CheckGradients([], [])).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => network.CheckGradients([1, 2], [1, 2])).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => network.CheckGradients([1, 2, 3], [1])).ParamName);
    }

    [Fact]
    public void Kinks_are_counted_and_not_compared()
    {
        // a row of zeros before biases of zero: every unit stands at its kink, and right and left differ by the whole slope
        var network = new KinkedNetwork();
        var check = network.CheckGradients([0, 0], [1]);
        Assert.True(check.Passed, check.ToString());
        Assert.Equal((0, 3), (check.Tensors[1].Count, check.Tensors[1].KinkCount));

        // one row of its own beside them moves every unit away from it
        Assert.Equal((3, 0), Counts(network.CheckGradients([0.5, 0.75], [1]).Tensors[1]));

        static (int Count, int Kinks) Counts(TensorGradientCheck tensor) => (tensor.Count, tensor.KinkCount);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1.0)]
    [InlineData(250.0)]
    public void Inputs_of_any_size_are_no_mistake(double size)
    {
        var random = new Random(1);
        var network = new DigitsSigmoidLike();
        float[] inputs = [.. Enumerable.Range(0, 16 * 3).Select(_ => (float)(size * random.NextDouble()))], targets = [.. Enumerable.Range(0, 9).Select(i => i % 4 == 0 ? 1f : 0f)];
        var check = network.CheckGradients(inputs, targets);
        Assert.True(check.Passed, check.ToString());
    }

    private static GradientCheck Check<T>(LinearNetwork<T> network, GradientCheckOptions options = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(3);
        T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((2 * random.NextDouble()) - 1))];
        return network.CheckGradients<T>(Draw(Rows * network.InputCount), Draw(Rows * network.OutputCount), options);
    }
}

[Network(2, Precision = Precision.Double)]
[Dense(3, Activation.ReLU)]
[Dense(1)]
internal sealed partial class KinkedNetwork;

[Network(16)]
[Dense(12, Activation.Sigmoid)]
[Dense(3, Activation.Softmax)]
internal sealed partial class DigitsSigmoidLike;
