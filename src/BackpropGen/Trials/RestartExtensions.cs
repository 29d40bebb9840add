using System;
using System.Linq;
using System.Numerics;
using System.Threading;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Training from several first parameters: gradient descent finds a local minimum, and which one depends on where it starts.</summary>
public static class RestartExtensions
{
    /// <summary>
    /// Trains from the first parameters of several seeds and gives the network the parameters of the best: that with the lowest loss of the validation data, else of the training data, after its training;
    /// a loss that is not a number is worse than any other.
    /// </summary>
    /// <param name="network">Gets the best parameters. Without <paramref name="create"/> it is trained itself, one seed after the other.</param>
    /// <param name="restarts">How many seeds, at least 1.</param>
    /// <param name="data">Rows to learn from, at least one, of the network's widths.</param>
    /// <param name="options">Of each training. Their seed governs shuffling only, as in <c>Train</c>. Checkpoints are refused: the trainings would share them.</param>
    /// <param name="create">
    /// Makes networks of the same kind to train at the same time, one for each restart, on as many cores as there are: <c>() => new XorNetwork()</c>. The result has the same bits with it and without, on any number
    /// of cores. Called on several threads.
    /// </param>
    /// <param name="firstSeed">The first seed; the others follow it.</param>
    /// <param name="cancellationToken">Ends all trainings before their next step.</param>
    /// <exception cref="ArgumentException">The data or the networks made do not fit the network, or an option is missing or out of range.</exception>
    public static RestartsResult TrainBestOf<T>(
        this ITrainableNetwork<T> network,
        int restarts,
        Dataset<T> data,
        TrainingOptions options,
        Func<ITrainableNetwork<T>>? create = null,
        ulong firstSeed = 0,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(restarts, 1);
        TrialChecks.Shared(options, nameof(TrainBestOf));
        TrainingChecks.Data(network, data, nameof(data));
        int cores = create is null ? 1 : Environment.ProcessorCount;
        (Restart Restart, NetworkState<T> State)[] trials = ParallelTrials.Run(restarts, Train, cores);
        (Restart best, NetworkState<T> state) = trials.MinBy(trial => double.IsNaN(trial.Restart.Evaluation.Loss) ? double.PositiveInfinity : trial.Restart.Evaluation.Loss);
        var kept = new NetworkSnapshot<T>(network);
        kept.Set(state);
        kept.Restore();
        return new RestartsResult(best, [.. trials.Select(trial => trial.Restart)]);

        (Restart, NetworkState<T>) Train(int trial)
        {
            ulong seed = firstSeed + (ulong)trial;
            ITrainableNetwork<T> trained = create is null ? network : OfTheSameKind(create(), network);
            trained.Initialize(seed);
            TrainingResult result = trained.Train(data, options, progress: null, cancellationToken);
            Evaluation evaluation = trained.Evaluate(options.Validation as Dataset<T> ?? data);
            var end = new NetworkSnapshot<T>(trained);
            end.TryTake();
            return (new Restart(seed, result, evaluation), end.State);
        }
    }

    private static ITrainableNetwork<T> OfTheSameKind<T>(ITrainableNetwork<T> made, ITrainableNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(made, "create");
        string expected = Architecture.Text(network.Description);
        string actual = Architecture.Text(made.Description);
        return actual == expected
            ? made
            : throw new ArgumentException($"create must make networks like {network.Description.Name}, and made a {made.Description.Name}: {Architecture.Difference(expected, actual)}.", nameof(network));
    }
}
