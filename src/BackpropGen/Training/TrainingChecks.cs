using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>What must hold before training begins; the exceptions name what was expected and what came.</summary>
internal static class TrainingChecks
{
    /// <summary>The data have rows, of the network's widths.</summary>
    public static void Data<T>(INetwork<T> network, Dataset<T> data, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data, name);
        string owner = network.Description.Name;
        if (data.RowCount == 0)
        {
            throw new ArgumentException("The data must have at least one row.", name);
        }

        if (data.InputCount != network.InputCount)
        {
            throw new ArgumentException($"The data must have {network.InputCount} inputs a row, as {owner} takes, and have {data.InputCount}.", name);
        }

        if (data.TargetCount != network.OutputCount)
        {
            throw new ArgumentException($"The data must have {network.OutputCount} targets a row, as {owner} gives outputs, and have {data.TargetCount}.", name);
        }
    }

    /// <summary>There is an optimizer, and its hyper-parameters are in range.</summary>
    public static IOptimizer Optimizer(TrainingOptions options)
    {
        IOptimizer optimizer = options.Optimizer
            ?? throw new ArgumentException($"{nameof(TrainingOptions)}.{nameof(TrainingOptions.Optimizer)} is missing: set one, such as new Adam(learningRate: 0.001).", nameof(options));
        optimizer.Validate();
        options.Update.Validate();
        return optimizer;
    }

    /// <summary>No option is set that an optimizer of the whole data set has no use for.</summary>
    public static void FullBatch<T>(IFullBatchOptimizer optimizer, Dataset<T> data, TrainingOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!data.Weights.IsEmpty)
        {
            throw new ArgumentException($"The data must have no weights for {optimizer.GetType().Name}, which counts all rows the same.", nameof(data));
        }

        string? option =
            options.BatchSize < data.RowCount ? nameof(TrainingOptions.BatchSize)
            : options.Schedule is not null ? nameof(TrainingOptions.Schedule)
            : options.Update != default ? nameof(TrainingOptions.Update)
            : options.ClassWeights is not null ? nameof(TrainingOptions.ClassWeights)
            : options.Checkpoint is not null ? nameof(TrainingOptions.Checkpoint)
            : options.ResumeFrom is not null ? nameof(TrainingOptions.ResumeFrom)
            : null;
        if (option is not null)
        {
            throw new ArgumentException($"{nameof(TrainingOptions)}.{option} must not be set with {optimizer.GetType().Name}, which takes the whole data set in each iteration, finds its step sizes itself, and has no state that a checkpoint could hold.", nameof(options));
        }
    }

    /// <summary>The validation data, if any, are of the network's precision and widths.</summary>
    public static Dataset<T>? Validation<T>(INetwork<T> network, TrainingOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const string name = $"{nameof(options)}.{nameof(TrainingOptions.Validation)}";
        if (options.Validation is null)
        {
            return null;
        }

        var data = options.Validation as Dataset<T>
            ?? throw new ArgumentException($"{nameof(TrainingOptions)}.{nameof(TrainingOptions.Validation)} must hold {typeof(T).Name} values, as {network.Description.Name} does: a Dataset<{typeof(T).Name}>.", name);
        Data(network, data, name);
        return data;
    }

    /// <summary>The mini-batches; none of a single row where that has no statistics.</summary>
    public static Batches Batches<T>(INetwork<T> network, Dataset<T> data, TrainingOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool normalizes = network.StatisticCount > 0;
        int size = Math.Min(options.BatchSize ?? TrainingOptions.DefaultBatchSize, data.RowCount);
        if (normalizes && size == 1)
        {
            throw new ArgumentException($"Batch normalisation in {network.Description.Name} needs batches of at least 2 rows, and these have 1.", data.RowCount == 1 ? nameof(data) : nameof(options));
        }

        return new Batches(data.RowCount, size, joinSingle: normalizes);
    }
}
