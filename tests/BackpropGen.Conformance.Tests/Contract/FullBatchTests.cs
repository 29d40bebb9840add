using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>The Jacobian, and the methods that look at the whole data set, on networks of every kernel.</summary>
public sealed class FullBatchTests
{
    private const int RowCount = 6;

    public static TheoryData<string> NamesOfSquaredErrors => ["Smallest", "Small", "FrozenHidden", "FrozenWide", "SparseAndShared", "SparseWide", "Graph", "WideGraph", "Normed"];

    [Theory]
    [MemberData(nameof(NamesOfSquaredErrors))]
    public void The_Jacobian_is_the_derivative_of_the_outputs(string name)
    {
        const double Step = 1e-6;
        var network = ContractNetworks.Double(name);
        var (inputs, _) = ContractNetworks.Rows<double>(name, 3);
        var (parameters, state) = (network.GetParameters(), network.RandomState);
        var trainable = new InterpretedNetwork(ContractNetworks.Specs[name]).Trainable;
        double[] jacobian = new double[3 * network.OutputCount * parameters.Length], high = new double[3 * network.OutputCount], low = new double[high.Length];
        network.ComputeJacobian(inputs, jacobian);
        Assert.Equal(parameters, network.GetParameters());
        Assert.Equal(state, network.RandomState);
        for (var i = 0; i < parameters.Length; i += 1 + (parameters.Length / 60))
        {
            var moved = (double[])parameters.Clone();
            moved[i] = parameters[i] + Step;
            network.SetParameters(moved);
            network.Predict(inputs, high);
            moved[i] = parameters[i] - Step;
            network.SetParameters(moved);
            network.Predict(inputs, low);
            for (var output = 0; output < high.Length; output++)
            {
                var expected = trainable[i] ? (high[output] - low[output]) / (2 * Step) : 0;
                Assert.Equal(expected, jacobian[(output * parameters.Length) + i], 1e-7 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void Large_outputs_lose_no_digits_of_the_Jacobian()
    {
        var network = ContractNetworks.Single("Small");
        var parameters = network.GetParameters();
        var (inputs, _) = ContractNetworks.Rows<float>("Small", 1);
        float[] jacobian = new float[2 * parameters.Length], shifted = new float[jacobian.Length];
        network.ComputeJacobian(inputs, jacobian);
        parameters[^1] += 1000;
        parameters[^2] -= 1000;
        network.SetParameters(parameters);
        network.ComputeJacobian(inputs, shifted);
        Agree.OfLargest(jacobian.ToDouble(), shifted.ToDouble(), 1e-6, 1, "Jacobian");
    }

    [Theory]
    [InlineData("Classifier", "The Jacobian is that of residuals y − t, which a squared error has; the loss of Classifier is CrossEntropy.")]
    [InlineData("Dropped", "The Jacobian of Dropped has no rows of their own: in training, the outputs of dropout1 (Dropout) are drawn anew each time.")]
    [InlineData("BatchNormed", "The Jacobian of BatchNormed has no rows of their own: in training, the outputs of norm1 (BatchNorm) depend on all rows of the mini-batch.")]
    public void Where_there_is_no_Jacobian_the_error_says_why(string name, string message)
    {
        var network = ContractNetworks.Double(name);
        var error = Assert.Throws<NotSupportedException>(() => network.ComputeJacobian(new double[network.InputCount], new double[network.OutputCount * network.ParameterCount]));
        Assert.StartsWith(message, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<NotSupportedException>(() => new LevenbergMarquardt().Begin(network, Data(name)));
    }

    [Fact]
    public void Lengths_of_the_Jacobian_are_checked() =>
        Assert.Throws<ArgumentException>("jacobian", () => ContractNetworks.Double("Small").ComputeJacobian(new double[3], new double[5]));

    [Fact]
    public void A_matrix_beyond_the_limit_is_refused_with_its_size()
    {
        var network = ContractNetworks.Double("FrozenWide");
        var error = Assert.Throws<NotSupportedException>(() => new LevenbergMarquardt { MemoryLimit = 1000 }.Begin(network, Data("FrozenWide")));
        var free = new InterpretedNetwork(ContractNetworks.Specs["FrozenWide"]).Trainable.Count(trainable => trainable);
        Assert.Equal(
            FormattableString.Invariant($"LevenbergMarquardt would take {8 * ((2 * free * free) + free):N0} bytes for the {free:N0} parameters of FrozenWide, more than its MemoryLimit of 1,000. Use LBfgs or Adam, or raise the limit."),
            error.Message);
    }

    [Theory]
    [MemberData(nameof(NamesOfSquaredErrors))]
    public void Levenberg_Marquardt_goes_down_to_its_end(string name) => Descend(name, new LevenbergMarquardt { LossTolerance = 1e-12 });

    [Theory]
    [MemberData(nameof(NamesOfSquaredErrors))]
    [InlineData("Classifier")]
    [InlineData("Binary")]
    [InlineData("BatchNormed")]
    public void LBfgs_goes_down(string name) => Descend(name, new LBfgs());

    [Fact]
    public void LBfgs_needs_a_loss_without_chance() => Assert.StartsWith(
        "LBfgs needs a loss that is the same at each evaluation, and ",
        Assert.Throws<NotSupportedException>(() => new LBfgs().Begin(ContractNetworks.Double("Dropped"), Data("Dropped"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Both_end_at_the_minimum_of_a_linear_fit()
    {
        foreach (IFullBatchOptimizer optimizer in new IFullBatchOptimizer[] { new LevenbergMarquardt(), new LBfgs() })
        {
            var network = ContractNetworks.Double("Smallest");
            var run = optimizer.Begin(network, new Dataset<double>([0, 1, 2, 3], 1, [1, 3, 5, 8], 1));
            var last = default(FullBatchIteration);
            for (var i = 0; i < 60 && last.End == FullBatchEnd.None; i++)
            {
                last = run.Iterate();
            }

            Assert.True(last.End is FullBatchEnd.Gradient or FullBatchEnd.StepSize, $"{optimizer} ended by {last.End}");
            Agree.Each([2.3, 0.8], network.GetParameters(), 1e-6, 1e-6, "slope and intercept");
        }
    }

    [Fact]
    public void Default_values_and_values_out_of_range_are_refused()
    {
        Assert.StartsWith("default(LevenbergMarquardt) has no hyper-parameters.", Assert.Throws<ArgumentException>(default(LevenbergMarquardt).Validate).Message, StringComparison.Ordinal);
        Assert.StartsWith("default(LBfgs) has no hyper-parameters.", Assert.Throws<ArgumentException>(default(LBfgs).Validate).Message, StringComparison.Ordinal);
        foreach (IOptimizer wrong in new IOptimizer[] { new LevenbergMarquardt { Damping = 0 }, new LevenbergMarquardt { StepTolerance = -1 }, new LBfgs(0), new LBfgs { History = 0 }, new LBfgs { Curvature = 1 }, new LBfgs { SufficientDecrease = 0.95 } })
        {
            Assert.Throws<ArgumentException>(wrong.Validate);
        }
    }

    private static Dataset<double> Data(string name)
    {
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, RowCount);
        return new Dataset<double>(inputs, network.InputCount, targets, network.OutputCount);
    }

    private static void Descend(string name, IFullBatchOptimizer optimizer)
    {
        var network = ContractNetworks.Double(name);
        var data = Data(name);
        var (before, first) = (network.GetParameters(), network.ComputeLoss(data.Inputs, data.Targets));
        var run = optimizer.Begin(network, data);
        var last = double.PositiveInfinity;
        for (var i = 0; i < 30; i++)
        {
            var iteration = run.Iterate();
            Assert.True(iteration.Loss <= last, $"iteration {i} began with {iteration.Loss}, after {last}");
            last = iteration.Loss;
            if (iteration.End != FullBatchEnd.None)
            {
                break;
            }
        }

        Assert.True(last < first * 0.99, $"from {first} to {last}");
        var trainable = new InterpretedNetwork(ContractNetworks.Specs[name]).Trainable;
        Assert.All(network.GetParameters().Where((_, i) => !trainable[i]).Zip(before.Where((_, i) => !trainable[i])), pair => Assert.Equal(pair.Second, pair.First));
    }
}
