using System;
using System.ComponentModel;
using System.Numerics;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>The training loop and the measurements behind the generated members <c>Train</c> and <c>Evaluate</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Trainer
{
    /// <summary>Trains in mini-batches over the data, from the present parameters on; the optimizer's state starts anew.</summary>
    /// <param name="network">Learns.</param>
    /// <param name="data">Rows to learn from, at least one, of the network's widths.</param>
    /// <param name="options">Optimizer, batch size, epochs and the rest.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Ends training before the next step, and the result says so: nothing is thrown. What was learned stays, or the best of it.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or an option is missing or out of range.</exception>
    public static TrainingResult Train<T>(
        ITrainableNetwork<T> network,
        Dataset<T> data,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        var run = new TrainingRun<T>(network, data, options);
        try
        {
            while (run.Next(cancellationToken) is EpochReport epoch)
            {
                progress?.Report(new TrainingProgress(epoch.Epoch, epoch.Epochs, epoch.Loss, epoch.ValidationLoss, epoch.Accuracy));
            }
        }
        finally
        {
            run.Abandon();
        }

        return run.Result!;
    }

    /// <summary>Loss, accuracy and R² over all rows, in inference mode.</summary>
    /// <param name="network">Predicts.</param>
    /// <param name="data">At least one row, of the network's widths.</param>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    public static Evaluation Evaluate<T>(ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        TrainingChecks.Data(network, data, nameof(data));
        return Evaluator.Evaluate(network, data);
    }
}
