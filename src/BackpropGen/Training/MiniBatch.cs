using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Some rows of a data set.</summary>
internal readonly ref struct MiniBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows.</summary>
    /// <param name="size">How many.</param>
    /// <param name="inputs">rows × inputs.</param>
    /// <param name="targets">rows × targets.</param>
    /// <param name="weights">One a row, or none.</param>
    public MiniBatch(int size, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights)
    {
        Inputs = inputs;
        Targets = targets;
        Weights = weights;
        Weight = weights.IsEmpty ? size : Sum(weights);
    }

    /// <summary>rows × inputs.</summary>
    public ReadOnlySpan<T> Inputs { get; }

    /// <summary>rows × targets.</summary>
    public ReadOnlySpan<T> Targets { get; }

    /// <summary>One a row, or none if all count 1.</summary>
    public ReadOnlySpan<T> Weights { get; }

    /// <summary>What the rows count together: their number, or the sum of their weights.</summary>
    public double Weight { get; }

    /// <summary>Rows one after the other.</summary>
    public static MiniBatch<T> Of(Dataset<T> data, int start, int size) => new(
        size,
        data.Inputs.Slice(start * data.InputCount, size * data.InputCount),
        data.Targets.Slice(start * data.TargetCount, size * data.TargetCount),
        data.Weights.IsEmpty ? default : data.Weights.Slice(start, size));

    // 0 is allowed here: such rows are passed over
    private static double Sum(ReadOnlySpan<T> weights)
    {
        double sum = 0;
        foreach (T weight in weights)
        {
            sum += Number<T>.ToDouble(weight);
        }

        return sum;
    }
}
