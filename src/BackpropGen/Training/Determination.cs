using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>The coefficient of determination, R² = 1 − Σ(o − t)² / Σ(t − t̄)², gathered chunk by chunk in double.</summary>
/// <param name="outputCount">Outputs a row.</param>
internal sealed class Determination(int outputCount)
{
    private readonly double[] _residual = new double[outputCount];
    private readonly double[] _total = new double[outputCount];

    /// <summary>The mean over the outputs; an output whose target is constant counts 1 if it is met everywhere, else 0.</summary>
    public double R2
    {
        get
        {
            double sum = 0;
            for (int k = 0; k < outputCount; k++)
            {
                double constant = _residual[k] == 0 ? 1 : 0;
                sum += _total[k] > 0 ? 1 - (_residual[k] / _total[k]) : double.IsNaN(_residual[k]) ? double.NaN : constant;
            }

            return sum / outputCount;
        }
    }

    /// <summary>Takes all targets at once: their spread about their mean.</summary>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="weights">One a row, or none.</param>
    public void AddTargets<T>(ReadOnlySpan<T> targets, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < outputCount; k++)
        {
            // about the first target, so that equal targets have a spread of exactly 0
            double first = Number<T>.ToDouble(targets[k]);
            double sum = 0;
            double total = 0;
            for (int i = k; i < targets.Length; i += outputCount)
            {
                double weight = Weight(weights, i / outputCount);
                sum += weight * (Number<T>.ToDouble(targets[i]) - first);
                total += weight;
            }

            _total[k] = Spread(targets, weights, k, first, sum / total);
        }
    }

    /// <summary>Takes the outputs of some rows.</summary>
    /// <param name="outputs">rows × outputs.</param>
    /// <param name="targets">As many.</param>
    /// <param name="weights">One a row, or none.</param>
    public void AddOutputs<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            double d = Number<T>.ToDouble(outputs[i]) - Number<T>.ToDouble(targets[i]);
            _residual[i % outputCount] += Weight(weights, i / outputCount) * d * d;
        }
    }

    private static double Weight<T>(ReadOnlySpan<T> weights, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => weights.IsEmpty ? 1 : Number<T>.ToDouble(weights[row]);

    private double Spread<T>(ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, int output, double first, double mean)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double squares = 0;
        for (int i = output; i < targets.Length; i += outputCount)
        {
            double d = Number<T>.ToDouble(targets[i]) - first - mean;
            squares += Weight(weights, i / outputCount) * d * d;
        }

        return squares;
    }
}
