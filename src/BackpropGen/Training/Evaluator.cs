using System;
using System.Buffers;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Measures a network over data in chunks of rows, with a rented buffer for the outputs.</summary>
internal static class Evaluator
{
    // large enough to keep vector kernels busy, small enough to stay in the cache
    private const int ChunkRows = 256;

    /// <summary>Loss, accuracy and R² over all rows.</summary>
    public static Evaluation Evaluate<T>(ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double loss = 0;
        for (int start = 0; start < data.RowCount; start += ChunkRows)
        {
            Chunk(data, start, out int rows, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets);
            loss += double.CreateTruncating(network.ComputeLoss(inputs, targets)) * rows;
        }

        var determination = new Determination(data.TargetCount);
        determination.AddTargets(data.Targets);
        double accuracy = Measure(network, data, DecisionRule.Of(network.Description), determination);
        return new Evaluation(loss / data.RowCount, accuracy, determination.R2);
    }

    /// <summary>Accuracy over all rows; NaN for regression, without predicting.</summary>
    public static double Accuracy<T>(ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DecisionRule rule = DecisionRule.Of(network.Description);
        return rule.Kind == DecisionKind.None ? double.NaN : Measure(network, data, rule, determination: null);
    }

    private static double Measure<T>(ITrainableNetwork<T> network, Dataset<T> data, DecisionRule rule, Determination? determination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = data.TargetCount;
        T[] buffer = ArrayPool<T>.Shared.Rent(Math.Min(ChunkRows, data.RowCount) * width);
        double right = 0;
        for (int start = 0; start < data.RowCount; start += ChunkRows)
        {
            Chunk(data, start, out int rows, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets);
            Span<T> outputs = buffer.AsSpan(0, rows * width);
            network.Predict(inputs, outputs);
            determination?.AddOutputs<T>(outputs, targets);
            right += rule.Kind == DecisionKind.None ? double.NaN : Right(rule, outputs, targets, width);
        }

        ArrayPool<T>.Shared.Return(buffer);
        return right / data.RowCount;
    }

    private static double Right<T>(DecisionRule rule, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double right = 0;
        for (int i = 0; i < outputs.Length; i += width)
        {
            right += rule.Share(outputs.Slice(i, width), targets.Slice(i, width));
        }

        return right;
    }

    private static void Chunk<T>(Dataset<T> data, int start, out int rows, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        rows = Math.Min(ChunkRows, data.RowCount - start);
        inputs = data.Inputs.Slice(start * data.InputCount, rows * data.InputCount);
        targets = data.Targets.Slice(start * data.TargetCount, rows * data.TargetCount);
    }
}
