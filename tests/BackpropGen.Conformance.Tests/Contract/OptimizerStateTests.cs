using System;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>When the optimizer's state is kept, and when it is forgotten.</summary>
public sealed class OptimizerStateTests
{
    private const string Name = "Small";

    private static readonly (double[] Inputs, double[] Targets) Rows = ContractNetworks.Rows<double>(Name, 6);

    // other hyper-parameters are the same optimizer: a schedule changes the rate every step
    [Fact]
    public void It_is_kept_while_the_type_stays()
    {
        var kept = After(network => Step(network, new Adam(0.01)), network => Step(network, new Adam(0.02)));
        var fresh = After(network => Step(network, new Adam(0.01)), network => network.ResetOptimizer(), network => Step(network, new Adam(0.02)));
        Assert.NotEqual(fresh, kept);
    }

    [Fact]
    public void Another_type_clears_it()
    {
        var cleared = After(network => Step(network, new Adam(0.01)), network => Step(network, new Sgd(0)), network => Step(network, new Adam(0.02)));
        var fresh = After(network => Step(network, new Adam(0.01)), network => network.ResetOptimizer(), network => Step(network, new Adam(0.02)));
        Assert.Equal(fresh, cleared);
    }

    [Fact]
    public void Initialize_clears_it()
    {
        var cleared = After(network => Step(network, new Adam(0.01)), network => network.Initialize(3), network => Step(network, new Adam(0.01)));
        var fresh = After(network => network.Initialize(3), network => Step(network, new Adam(0.01)));
        Assert.Equal(fresh, cleared);
    }

    [Fact]
    public void Setting_parameters_keeps_it()
    {
        var parameters = ContractNetworks.Double(Name).GetParameters();
        var kept = After(network => Step(network, new Adam(0.01)), network => network.SetParameters(parameters), network => Step(network, new Adam(0.01)));
        var fresh = After(network => Step(network, new Adam(0.01)), network => network.SetParameters(parameters), network => network.ResetOptimizer(), network => Step(network, new Adam(0.01)));
        Assert.NotEqual(fresh, kept);
    }

    [Fact]
    public void Rows_and_batches_share_it()
    {
        var rows = After(network => Step(network, new Adam(0.01)), network => network.TrainRows(Rows.Inputs.AsSpan(0, 3), Rows.Targets.AsSpan(0, 2), new Adam(0.01)));
        var batches = After(network => Step(network, new Adam(0.01)), network => network.TrainStep(Rows.Inputs.AsSpan(0, 3), Rows.Targets.AsSpan(0, 2), new Adam(0.01)));
        Assert.Equal(batches, rows);
    }

    [Theory]
    [MemberData(nameof(ContractNetworks.Names), MemberType = typeof(ContractNetworks))]
    public void Another_network_goes_on_from_it(string name)
    {
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 5);
        var optimizer = new Adam(0.01) { AmsGrad = true };
        var (first, second) = (ContractNetworks.Double(name), ContractNetworks.Double(name));
        first.TrainStep(inputs, targets, optimizer);
        first.TrainStep(inputs, targets, optimizer);
        second.TrainStep(inputs, targets, new Sgd(0.1) { Momentum = 0.9 });
        second.SetParameters(first.GetParameters());
        second.SetStatistics(first.GetStatistics());
        second.RandomState = first.RandomState;
        var state = new double[first.OptimizerState.Count];
        first.OptimizerState.CopyTo(state);
        Assert.Equal(3 * first.ParameterCount, state.Length);
        second.OptimizerState.Restore(optimizer, first.OptimizerState.OptimizerName, first.OptimizerState.StepCount, state);
        for (var step = 0; step < 3; step++)
        {
            Assert.Equal(first.TrainStep(inputs, targets, optimizer), second.TrainStep(inputs, targets, optimizer));
        }

        Assert.Equal(first.GetParameters(), second.GetParameters());
    }

    private static void Step<TOptimizer>(ITrainableNetwork<double> network, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<double> => network.TrainStep(Rows.Inputs, Rows.Targets, optimizer);

    private static double[] After(params Action<ITrainableNetwork<double>>[] actions)
    {
        var network = ContractNetworks.Double(Name);
        foreach (var action in actions)
        {
            action(network);
        }

        return network.GetParameters();
    }
}
