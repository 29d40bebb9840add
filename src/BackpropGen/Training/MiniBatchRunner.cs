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
    private readonly bool _isPlain = !source.HasWeights && options.Update == default;

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

            MiniBatch<T> rows = source.Get(batch);
            if (rows.Weight == 0)
            {
                // nothing to learn from: the loss of such rows is not defined
                continue;
            }

            rate = options.Schedule?.Rate(new SchedulePosition(Update, epoch - 1), optimizer.LearningRate, scheduleState) ?? optimizer.LearningRate;
            T loss = Step(rows, options.Schedule is null ? optimizer : optimizer.WithLearningRate(rate));
            if (!T.IsFinite(loss))
            {
                return new EpochOutcome(lossSum, rate, StopReason.NonFiniteLoss, batch + 1);
            }

            Update++;
            lossSum += Number<T>.ToDouble(loss) * rows.Weight;
        }

        return new EpochOutcome(lossSum / source.TotalWeight, rate, null, source.Count);
    }

    private T Step(MiniBatch<T> rows, TOptimizer scheduled) => _isPlain
        ? network.TrainStep(rows.Inputs, rows.Targets, scheduled)
        : network.TrainStep(rows.Inputs, rows.Targets, rows.Weights, scheduled, options.Update);
}
