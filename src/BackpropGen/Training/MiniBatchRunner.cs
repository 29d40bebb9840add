using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Trains in mini-batches by an optimizer whose struct type is known. A step allocates nothing.</summary>
internal sealed class MiniBatchRunner<T, TOptimizer>(
    ITrainableNetwork<T> network,
    BatchSource<T> source,
    TOptimizer optimizer,
    TrainingOptions options) : EpochRunner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOptimizer : struct, IOptimizer<TOptimizer, T>
{
    /// <inheritdoc/>
    public override void TakeOptimizer(string? name, long steps, ReadOnlySpan<T> state) => network.OptimizerState.Restore(optimizer, name, steps, state);

    /// <inheritdoc/>
    public override EpochOutcome Run(int epoch, double[] scheduleState, Interruption interruption)
    {
        source.Begin(epoch);
        double lossSum = 0;
        double rate = optimizer.LearningRate;
        for (int batch = 0; batch < source.Count; batch++)
        {
            if (interruption.Reason is StopReason reason)
            {
                return new EpochOutcome(lossSum, rate, reason, batch);
            }

            source.Get(batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets);
            rate = options.Schedule?.Rate(new SchedulePosition(Update, epoch - 1), optimizer.LearningRate, scheduleState) ?? optimizer.LearningRate;
            T loss = network.TrainStep(inputs, targets, options.Schedule is null ? optimizer : optimizer.WithLearningRate(rate));
            if (!T.IsFinite(loss))
            {
                return new EpochOutcome(lossSum, rate, StopReason.NonFiniteLoss, batch + 1);
            }

            Update++;
            lossSum += Number<T>.ToDouble(loss) * source.Size(batch);
        }

        return new EpochOutcome(lossSum / source.RowCount, rate, null, source.Count);
    }
}
