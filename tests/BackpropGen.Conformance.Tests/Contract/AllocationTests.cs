using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>No allocation over 1,000 calls, once the workspace exists.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Calls = 1000;
    private const int CallsAtOnce = 50;
    private const int Suspicions = 4;

    public static TheoryData<string> Names => ContractNetworks.Names;

    public static TheoryData<string> NamesWithoutBatchNorm => ContractNetworks.NamesWithoutBatchNorm;

    [Theory]
    [MemberData(nameof(Names))]
    public void Prediction_and_gradients_in_double(string name) => Passes(ContractNetworks.Double(name), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Prediction_and_gradients_in_float(string name) => Passes(ContractNetworks.Single(name), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_in_double(string name) => Steps(ContractNetworks.Double(name), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_in_float(string name) => Steps(ContractNetworks.Single(name), name);

    [Theory]
    [MemberData(nameof(NamesWithoutBatchNorm))]
    public void Rows_in_float(string name)
    {
        var network = ContractNetworks.Single(name);
        var (inputs, targets) = ContractNetworks.Rows<float>(name, 5);
        None("TrainRows", () => network.TrainRows(inputs, targets, 0.001f));
        None("TrainRows by Adam", () => network.TrainRows(inputs, targets, new Adam(0.001)));
    }

    [Fact]
    public void Iterations_on_the_whole_data_set()
    {
        var (inputs, targets) = ContractNetworks.Rows<double>("Small", 40);
        var data = new Dataset<double>(inputs, 3, targets, 2);
        var (damped, limited) = (new LevenbergMarquardt { GradientTolerance = 0, StepTolerance = 0 }.Begin(ContractNetworks.Double("Small"), data), new LBfgs { GradientTolerance = 0, StepTolerance = 0 }.Begin(ContractNetworks.Double("Small"), data));
        None("LevenbergMarquardt", () => damped.Iterate());
        None("LBfgs", () => limited.Iterate());
    }

    private static void Passes<T>(ITrainableNetwork<T> network, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inputs, targets) = ContractNetworks.Rows<T>(name, 5);
        T[] outputs = new T[targets.Length], gradients = new T[network.ParameterCount], inputGradients = new T[inputs.Length];
        None("Predict", () => network.Predict(inputs, outputs));
        None("PredictClass", () => network.PredictClass(inputs.AsSpan(0, network.InputCount)));
        None("ComputeLoss", () => network.ComputeLoss(inputs, targets));
        None("ComputeGradients", () => network.ComputeGradients(inputs, targets, gradients));
        None("ComputeGradients by inputs", () => network.ComputeGradients(inputs, targets, gradients, inputGradients));
        None("GetParameters", () => network.GetParameters(gradients));
        None("SetParameters", () => network.SetParameters(gradients));
    }

    private static void Steps<T>(ITrainableNetwork<T> network, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inputs, targets) = ContractNetworks.Rows<T>(name, 5);
        None("TrainStep", () => network.TrainStep(inputs, targets, T.CreateChecked(0.001)));
        var weights = Enumerable.Repeat(T.One, 5).ToArray();
        var all = new UpdateOptions { L1 = 1e-3, ClipNorm = 1, ClipValue = 1, ExemptBiases = true };
        var weighted = network.Stepping(new Adam(0.001), all, weights);
        None("TrainStep with options", () => weighted(inputs, targets));
        None("ComputeLoss with weights", () => network.ComputeLoss(inputs, targets, weights));
        foreach (var (optimizer, _) in OptimizerCases.ByName.Values)
        {
            var step = network.Stepping(optimizer);
            None($"TrainStep by {optimizer}", () => step(inputs, targets));
        }
    }

    internal static void None(string what, Action call)
    {
        for (var i = 0; i < 10; i++)
        {
            call();
        }

        var suspicions = 0;
        for (var measured = 0; measured < Calls;)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < CallsAtOnce; i++)
            {
                call();
            }

            // a collection, also one in the background, gives back what is left of the thread's buffer, which then counts as allocated: but not time after time
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            suspicions = allocated == 0 ? 0 : suspicions + 1;
            measured += allocated == 0 ? CallsAtOnce : 0;
            Assert.True(suspicions < Suspicions, $"{what} allocated {allocated} bytes in {CallsAtOnce} calls, and some in the {Suspicions - 1} times {CallsAtOnce} calls before.");
        }
    }
}
