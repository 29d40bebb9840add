using System;
using System.Collections.Generic;
using System.Numerics;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>One training: epochs of steps, what is recorded of them, and what to go back to. Its buffers are allocated once; a step allocates nothing.</summary>
internal sealed class TrainingRun<T>(
    ITrainableNetwork<T> network,
    Dataset<T> data,
    Dataset<T>? validation,
    TrainingOptions options,
    Batches batches,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken) : IOptimizerVisitor<T, TrainingResult>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchSource<T> _source = new(data, batches, options);
    private readonly NetworkSnapshot<T> _lastEpoch = new(network);
    private readonly List<EpochRecord> _history = [];

    /// <summary>Trains to the end, with the optimizer as the struct that it is.</summary>
    public TrainingResult Visit<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<TOptimizer, T>
    {
        _lastEpoch.TryTake();
        var reason = StopReason.Completed;
        for (int epoch = 1; epoch <= options.Epochs && reason == StopReason.Completed; epoch++)
        {
            reason = RunEpoch(optimizer, epoch);
        }

        if (reason == StopReason.NonFiniteLoss)
        {
            _lastEpoch.Restore();
        }

        return new TrainingResult(reason, new TrainingHistory(_history));
    }

    private StopReason RunEpoch<TOptimizer>(TOptimizer optimizer, int epoch)
        where TOptimizer : struct, IOptimizer<TOptimizer, T>
    {
        _source.Begin(epoch);
        double lossSum = 0;
        for (int batch = 0; batch < batches.Count; batch++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return StopReason.Cancelled;
            }

            _source.Get(batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets);
            T loss = network.TrainStep(inputs, targets, optimizer);
            if (!T.IsFinite(loss))
            {
                return StopReason.NonFiniteLoss;
            }

            lossSum += double.CreateTruncating(loss) * batches.Size(batch);
        }

        // the last update of the epoch may have overflowed, which no loss has shown yet
        if (!_lastEpoch.TryTake())
        {
            return StopReason.NonFiniteLoss;
        }

        Record(epoch, lossSum / data.RowCount);
        return StopReason.Completed;
    }

    private void Record(int epoch, double loss)
    {
        double validationLoss = double.NaN;
        double accuracy;
        if (validation is null)
        {
            accuracy = Evaluator.Accuracy(network, data);
        }
        else
        {
            (validationLoss, accuracy, _) = Evaluator.Evaluate(network, validation);
        }

        _history.Add(new EpochRecord(epoch, loss, validationLoss, accuracy));
        progress?.Report(new TrainingProgress(epoch, options.Epochs, loss, validationLoss, accuracy));
    }
}
