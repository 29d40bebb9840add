using System.IO;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Writes a training's checkpoints, and takes one up.</summary>
internal sealed class Checkpointer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainableNetwork<T> _network;
    private readonly TrainingOptions _options;
    private readonly TrainingTerms _terms;
    private readonly CheckpointContent<T>? _resumed;

    /// <summary>Reads the checkpoint to resume from, if any.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another training; the message says what differs.</exception>
    public Checkpointer(ITrainableNetwork<T> network, TrainingData<T> data, TrainingOptions options)
    {
        (_network, _options) = (network, options);
        _terms = TrainingTerms.Of(network.Description, data, options);
        _resumed = options.ResumeFrom is string path ? CheckpointFile.Read(path, network, _terms) : null;
        if (options.Checkpoint is Checkpoint checkpoint)
        {
            AtomicFile.DeleteLeftovers(checkpoint.Path);
        }
    }

    /// <summary>Sets the network, the run and the optimizer to where the checkpoint was written; does nothing without one.</summary>
    public void Resume(RunProgress progress, EpochRunner<T> runner, NetworkSnapshot<T>? best)
    {
        if (_resumed is null)
        {
            return;
        }

        string source = _options.ResumeFrom!;
        if (!progress.TryTake(_resumed.Progress, _resumed.Schedule, _resumed.History))
        {
            throw new InvalidDataException($"{source}: the state of the training has not the size that this version writes.");
        }

        runner.TakeOptimizer(_resumed.OptimizerName, _resumed.OptimizerSteps, _resumed.OptimizerState);
        runner.Update = progress.Update;
        _network.SetParameters(_resumed.Last.Parameters);
        _network.SetStatistics(_resumed.Last.Statistics);
        _network.RandomState = _resumed.Last.RandomState;
        if (_resumed.Best is NetworkState<T> state)
        {
            best?.Set(state);
        }
    }

    /// <summary>Writes a checkpoint if one is due after the epoch just done.</summary>
    /// <param name="progress">How far the training has come.</param>
    /// <param name="last">The network at the end of the epoch.</param>
    /// <param name="best">The best so far, if it is kept and there is one.</param>
    /// <param name="isLast">Whether no epoch follows.</param>
    public void Write(RunProgress progress, NetworkSnapshot<T> last, NetworkSnapshot<T>? best, bool isLast)
    {
        if (_options.Checkpoint is not Checkpoint checkpoint || !(isLast || progress.Epoch % checkpoint.Every == 0))
        {
            return;
        }

        IOptimizerMemory<T> memory = _network.OptimizerState;
        var optimizerState = new T[memory.Count];
        memory.CopyTo(optimizerState);
        CheckpointFile.Write(checkpoint.Path, _network.Description, new CheckpointContent<T>
        {
            Terms = _terms,
            Progress = progress.Numbers,
            Schedule = progress.ScheduleState,
            History = [.. progress.History.SelectMany(RunProgress.ToNumbers)],
            Last = last.State,
            Best = best?.State,
            OptimizerName = memory.OptimizerName,
            OptimizerSteps = memory.StepCount,
            OptimizerState = optimizerState,
        });
    }
}
