using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>How far a training has come: all that must be known at the end of an epoch, beside the network's own state, to go on from there.</summary>
internal sealed class RunProgress(int scheduleStates)
{
    /// <summary>Whole epochs done.</summary>
    public int Epoch => History.Count;

    /// <summary>Updates done.</summary>
    public long Update { get; set; }

    /// <summary>What the schedule remembers.</summary>
    public double[] ScheduleState { get; } = new double[scheduleStates];

    /// <summary>The watched loss measured last; NaN before the first.</summary>
    public double WatchedLoss { get; set; } = double.NaN;

    /// <summary>The epoch in which it was measured.</summary>
    public int WatchedEpoch { get; set; }

    /// <summary>The lowest watched loss; infinite before the first.</summary>
    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Its epoch; 0 before the first.</summary>
    public int BestEpoch { get; set; }

    /// <summary>The watched loss that patience compares with: the last that was an improvement.</summary>
    public double PatienceLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Its epoch.</summary>
    public int PatienceEpoch { get; set; }

    /// <summary>The gradient's norm measured last; infinite before the first.</summary>
    public double GradientNorm { get; set; } = double.PositiveInfinity;

    /// <summary>Seconds it took, earlier parts of a resumed training included.</summary>
    public double Seconds { get; set; }

    /// <summary>The epochs done.</summary>
    public List<EpochRecord> History { get; } = [];

    /// <summary>All that is neither history nor the schedule's, as numbers: what a checkpoint holds.</summary>
    public double[] Numbers => [Update, WatchedLoss, WatchedEpoch, BestLoss, BestEpoch, PatienceLoss, PatienceEpoch, GradientNorm, Seconds];

    /// <summary>An epoch as numbers.</summary>
    public static double[] ToNumbers(EpochRecord record) => [record.Epoch, record.Loss, record.ValidationLoss, record.Accuracy, record.LearningRate];

    /// <summary>Takes what a checkpoint held; false, and nothing has changed, if the sizes are others.</summary>
    public bool TryTake(double[] numbers, double[] schedule, double[] history)
    {
        int columns = ToNumbers(default).Length;
        if (numbers.Length != Numbers.Length || schedule.Length != ScheduleState.Length || history.Length % columns != 0)
        {
            return false;
        }

        Update = (long)numbers[0];
        (WatchedLoss, WatchedEpoch) = (numbers[1], (int)numbers[2]);
        (BestLoss, BestEpoch) = (numbers[3], (int)numbers[4]);
        (PatienceLoss, PatienceEpoch) = (numbers[5], (int)numbers[6]);
        (GradientNorm, Seconds) = (numbers[7], numbers[8]);
        schedule.CopyTo(ScheduleState, 0);
        History.AddRange(history.Chunk(columns).Select(row => new EpochRecord((int)row[0], row[1], row[2], row[3]) { LearningRate = row[4] }));
        return true;
    }

    /// <summary>Takes the watched loss of the epoch just done.</summary>
    /// <param name="loss">May be NaN, which is no improvement.</param>
    /// <param name="minimalImprovement">What counts for patience.</param>
    /// <returns>Whether it is the lowest so far.</returns>
    public bool Watch(double loss, double minimalImprovement)
    {
        (WatchedLoss, WatchedEpoch) = (loss, Epoch);
        if (loss < PatienceLoss - minimalImprovement)
        {
            (PatienceLoss, PatienceEpoch) = (loss, Epoch);
        }

        bool best = loss < BestLoss;
        if (best)
        {
            (BestLoss, BestEpoch) = (loss, Epoch);
        }

        return best;
    }

    /// <summary>Why training ends after the epoch just done, or null: the same answer when it is asked again after resuming.</summary>
    public StopReason? End(TrainingOptions options)
    {
        bool measured = WatchedEpoch == Epoch && Epoch > 0;
        return measured && WatchedLoss <= options.TargetLoss ? StopReason.TargetLoss
            : GradientNorm <= options.GradientNorm ? StopReason.GradientNorm
            : measured && Epoch - PatienceEpoch >= options.Patience ? StopReason.NoImprovement
            : Epoch >= options.Epochs ? StopReason.Completed
            : null;
    }
}
