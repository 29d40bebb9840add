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
        double weight = 0;
        for (int start = 0; start < data.RowCount; start += ChunkRows)
        {
            MiniBatch<T> rows = Chunk(data, start);
            loss += rows.Weight == 0 ? 0 : Loss(network, rows) * rows.Weight;
            weight += rows.Weight;
        }

        var determination = new Determination(data.TargetCount);
        determination.AddTargets(data.Targets, data.Weights);
        double accuracy = Measure(network, data, DecisionRule.Of(network.Description), determination);
        return new Evaluation(loss / weight, accuracy, determination.R2);
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
        double weight = 0;
        for (int start = 0; start < data.RowCount; start += ChunkRows)
        {
            MiniBatch<T> rows = Chunk(data, start);
            Span<T> outputs = buffer.AsSpan(0, rows.Targets.Length);
            network.Predict(rows.Inputs, outputs);
            determination?.AddOutputs<T>(outputs, rows.Targets, rows.Weights);
            right += rule.Kind == DecisionKind.None ? double.NaN : Right(rule, outputs, rows, width);
            weight += rows.Weight;
        }

        ArrayPool<T>.Shared.Return(buffer);
        return right / weight;
    }

    private static double Loss<T>(ITrainableNetwork<T> network, MiniBatch<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Number<T>.ToDouble(rows.Weights.IsEmpty ? network.ComputeLoss(rows.Inputs, rows.Targets) : network.ComputeLoss(rows.Inputs, rows.Targets, rows.Weights));

    private static double Right<T>(DecisionRule rule, ReadOnlySpan<T> outputs, MiniBatch<T> rows, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double right = 0;
        for (int i = 0; i < outputs.Length; i += width)
        {
            double weight = rows.Weights.IsEmpty ? 1 : Number<T>.ToDouble(rows.Weights[i / width]);
            right += weight * rule.Share(outputs.Slice(i, width), rows.Targets.Slice(i, width));
        }

        return right;
    }

    private static MiniBatch<T> Chunk<T>(Dataset<T> data, int start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MiniBatch<T>.Of(data, start, Math.Min(ChunkRows, data.RowCount - start));
}
