using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>The fit of sin 3x: Jacobian, Jᵀr and first steps of the reference, and how far some iterations get.</summary>
public sealed class LevenbergMarquardtTests
{
    private const double Tolerance = 1e-9;

    private static readonly NetworkSpec Spec = Network("Curve", 1, LossKind.HalfSquaredError, Dense(8, ActivationKind.Tanh), Dense(1));

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile([Spec]));

    private static readonly JsonElement Case = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "levenberg_marquardt.json"))).RootElement.GetProperty("cases")[0];

    private static readonly double[] X = Numbers(Case, "x");

    private static readonly double[] Y = Numbers(Case, "y");

    private static Dataset<double> Data => new(X, 1, Y, 1);

    public static TheoryData<int> Starts => [.. Enumerable.Range(0, Case.GetProperty("starts").GetArrayLength()).Where(start => Start(start).TryGetProperty("jacobian_at_p0", out _))];

    [Theory]
    [MemberData(nameof(Starts))]
    public void Jacobian_and_gradient_agree(int index)
    {
        var start = Start(index);
        var network = Begin(start);
        var (count, rows) = (network.ParameterCount, X.Length);
        var jacobian = new double[rows * count];
        network.ComputeJacobian(X, jacobian);
        Agree.Each([.. start.GetProperty("jacobian_at_p0").Deserialize<double[][]>()!.SelectMany(row => row)], jacobian, Tolerance, Tolerance, "Jacobian");
        Assert.Equal(Numbers(start, "p0"), Parameters(network));

        var residuals = Numbers(start, "residual_at_p0");
        var gradient = Enumerable.Range(0, count).Select(i => Enumerable.Range(0, rows).Sum(row => jacobian[(row * count) + i] * residuals[row])).ToArray();
        Agree.Each(Numbers(start, "gradient_JTr_at_p0"), gradient, Tolerance, Tolerance, "Jᵀr");
        Assert.Equal(gradient.Max(Math.Abs) / rows, new LevenbergMarquardt().Begin(network, Data).Iterate().GradientNorm, Tolerance);
    }

    // from none of the starts does damping 1 need to be raised
    [Fact]
    public void The_first_iteration_takes_the_step_of_the_reference()
    {
        foreach (var index in Starts)
        {
            var start = Start(index);
            var network = Begin(start);
            new LevenbergMarquardt { Damping = 1 }.Begin(network, Data).Iterate();
            var step = Parameters(network).Zip(Numbers(start, "p0"), (after, before) => after - before).ToArray();
            Agree.Each(Numbers(start, "first_step_mu_1"), step, Tolerance, Tolerance, "step");
        }
    }

    [Fact]
    public void Fifty_and_two_hundred_iterations_get_as_far_as_asked_for()
    {
        var network = Begin(Start(0));
        var run = new LevenbergMarquardt().Begin(network, Data);
        var last = double.PositiveInfinity;
        for (var iteration = 1; iteration <= 200; iteration++)
        {
            var loss = run.Iterate().Loss;
            Assert.True(loss <= last, $"iteration {iteration} began with {loss}, after {last}");
            last = loss;
            if (iteration == 50)
            {
                Assert.InRange(HalfSumOfSquares(network), 0, 1e-3);
            }
        }

        Assert.InRange(HalfSumOfSquares(network), 0, 1e-5);
    }

    [Fact]
    public void The_other_full_batch_method_gets_far_too()
    {
        var network = Begin(Start(0));
        var run = new LBfgs().Begin(network, Data);
        for (var iteration = 0; iteration < 1000 && run.Iterate().End == FullBatchEnd.None; iteration++)
        {
        }

        Assert.InRange(HalfSumOfSquares(network), 0, 1e-2);
    }

    private static ITrainableNetwork<double> Begin(JsonElement start)
    {
        var network = Networks.Value.Create<double>(Spec);
        network.SetParameters(Numbers(start, "p0"));
        return network;
    }

    private static double HalfSumOfSquares(ITrainableNetwork<double> network) => network.ComputeLoss(X, Y) * X.Length;

    private static double[] Parameters(ITrainableNetwork<double> network)
    {
        var parameters = new double[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static JsonElement Start(int index) => Case.GetProperty("starts")[index];

    private static double[] Numbers(JsonElement owner, string name) => owner.GetProperty(name).Deserialize<double[]>()!;
}
