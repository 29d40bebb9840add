using System;
using System.IO;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Proofs of what networks promise, over random rows that suit a network's loss. <see cref="GenerateNetworkTestsAttribute"/> makes tests of them; each can be called from any test.</summary>
public static class NetworkTests
{
    /// <summary>Enough for batch normalisation, few enough for many passes.</summary>
    private const int GradientRows = 3;

    private const int Rows = 5;
    private const int Steps = 10;
    private const double LearningRate = 1e-3;
    private const ulong Seed = 1;

    /// <summary>The gradients by every parameter and every input agree with differences of the loss.</summary>
    /// <param name="create">Makes the network.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="NetworkTestException">They do not; the message holds the table of all tensors.</exception>
    public static void CheckGradients<T>(Func<ITrainableNetwork<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = Create(create);
        TestRows.Disturb(network, Seed);
        var (inputs, targets) = TestRows.Draw<T>(network.Description, GradientRows, Seed);
        var check = network.CheckGradients<T>(inputs, targets);
        Require(check.Passed, network, $"gradients that agree with differences of the loss, got\n{check}");
    }

    /// <summary>Prediction allocates nothing once the network has what it needs.</summary>
    /// <param name="create">Makes the network.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="NetworkTestException">A call allocates.</exception>
    public static void CheckPredictionAllocation<T>(Func<INetwork<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = Create(create);
        var (inputs, outputs) = TestRows.Draw<T>(network.Description, Rows, Seed);
        RequireNoAllocation(network, "Predict", () => network.Predict(inputs, outputs));
        RequireNoAllocation(network, "PredictClass", () => network.PredictClass(inputs.AsSpan(0, network.InputCount)));
    }

    /// <summary>Training steps and gradients allocate nothing once the network has what it needs.</summary>
    /// <param name="create">Makes the network.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="NetworkTestException">A call allocates.</exception>
    public static void CheckTrainingAllocation<T>(Func<ITrainableNetwork<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = Create(create);
        var (inputs, targets) = TestRows.Draw<T>(network.Description, Rows, Seed);
        var gradients = new T[network.ParameterCount];
        RequireNoAllocation(network, "ComputeLoss", () => network.ComputeLoss(inputs, targets));
        RequireNoAllocation(network, "ComputeGradients", () => network.ComputeGradients(inputs, targets, gradients));
        RequireNoAllocation(network, "TrainStep", () => network.TrainStep(inputs, targets, Number<T>.From(LearningRate)));
        var step = OptimizedStep<T>.Of(network, new Adam(LearningRate));
        RequireNoAllocation(network, "TrainStep with Adam", () => step(inputs, targets));
    }

    /// <summary>The same seed and the same data give the same bits: parameters, statistics and losses.</summary>
    /// <param name="create">Makes the network.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="NetworkTestException">Something differs.</exception>
    public static void CheckDeterminism<T>(Func<ITrainableNetwork<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var first = Create(create);
        T[] losses = Trained(first), again = Trained(first);
        var (parameters, statistics) = Values(first);
        var second = Create(create);
        RequireSame(first, "losses of a training repeated from the same seed", losses, again);
        RequireSame(first, "losses of another object trained from the same seed", losses, Trained(second));
        RequireSame(first, "parameters after the same training", parameters, Values(second).Parameters);
        RequireSame(first, "statistics after the same training", statistics, Values(second).Statistics);
    }

    /// <summary>A network that is saved and loaded into another object is the same, bit for bit.</summary>
    /// <param name="create">Makes the network.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="NetworkTestException">Something differs.</exception>
    public static void CheckFiles<T>(Func<INetwork<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        INetwork<T> saved = Create(create), loaded = Create(create);
        loaded.Initialize(Seed + 1);
        TestRows.Disturb(saved, Seed);
        if (saved is ITrainableNetwork<T> trained)
        {
            Trained(trained);
        }

        using var file = new MemoryStream();
        saved.Save(file);
        file.Position = 0;
        loaded.Load(file);
        RequireSame(saved, "parameters after saving and loading", Values(saved).Parameters, Values(loaded).Parameters);
        RequireSame(saved, "statistics after saving and loading", Values(saved).Statistics, Values(loaded).Statistics);
        RequireSame(saved, "outputs after saving and loading", Outputs(saved, Rows), Outputs(loaded, Rows));
    }

    /// <summary>Predictions on many threads at once give the bits that they give one after the other.</summary>
    /// <param name="create">Makes the network.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="NetworkTestException">Something differs.</exception>
    public static void CheckConcurrency<T>(Func<INetwork<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Batches = 8, Rounds = 50;
        var network = Create(create);
        var alone = new T[Batches][];
        for (int batch = 0; batch < Batches; batch++)
        {
            alone[batch] = Outputs(network, 1 + batch);
        }

        SameMoment.Run(Batches, thread =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                int batch = (thread + round) % Batches;
                RequireSame(network, "outputs while other threads predict", alone[batch], Outputs(network, 1 + batch));
            }
        });
    }

    private static TNetwork Create<TNetwork>(Func<TNetwork> create)
        where TNetwork : class
    {
        ArgumentNullException.ThrowIfNull(create);
        return create() ?? throw new ArgumentException("create: expected a network, got null.", nameof(create));
    }

    /// <summary>The losses of some steps from the first values on.</summary>
    private static T[] Trained<T>(ITrainableNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inputs, targets) = TestRows.Draw<T>(network.Description, Rows, Seed);
        var step = OptimizedStep<T>.Of(network, new Adam(LearningRate));
        var losses = new T[Steps];
        network.Initialize(Seed);
        network.ResetOptimizer();
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = step(inputs, targets);
        }

        return losses;
    }

    private static T[] Outputs<T>(INetwork<T> network, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inputs, outputs) = TestRows.Draw<T>(network.Description, rows, Seed + (ulong)rows);
        network.Predict(inputs, outputs);
        return outputs;
    }

    private static (T[] Parameters, T[] Statistics) Values<T>(INetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] parameters = new T[network.ParameterCount], statistics = new T[network.StatisticCount];
        network.GetParameters(parameters);
        network.GetStatistics(statistics);
        return (parameters, statistics);
    }

    private static void RequireNoAllocation<T>(INetwork<T> network, string call, Action action)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long bytes = Allocations.Of(action);
        Require(bytes == 0, network, $"{call} to allocate nothing, got {bytes} bytes in {Allocations.Calls} calls");
    }

    private static void RequireSame<T>(INetwork<T> network, string what, T[] expected, T[] actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool isSame = expected[i].Equals(actual[i]) && T.IsNegative(expected[i]) == T.IsNegative(actual[i]);
            Require(isSame, network, FormattableString.Invariant($"the same {what}, got {actual[i]} in the place of {expected[i]} at index {i}"));
        }
    }

    private static void Require<T>(bool holds, INetwork<T> network, string expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!holds)
        {
            throw new NetworkTestException($"{network.Description.Name}: expected {expected}.");
        }
    }
}
