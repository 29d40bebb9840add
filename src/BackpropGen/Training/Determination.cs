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
    public void AddTargets<T>(ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = targets.Length / outputCount;
        for (int k = 0; k < outputCount; k++)
        {
            // about the first target, so that equal targets have a spread of exactly 0
            double first = double.CreateTruncating(targets[k]);
            double sum = 0;
            double squares = 0;
            for (int i = k; i < targets.Length; i += outputCount)
            {
                sum += double.CreateTruncating(targets[i]) - first;
            }

            for (int i = k; i < targets.Length; i += outputCount)
            {
                double d = double.CreateTruncating(targets[i]) - first - (sum / rows);
                squares += d * d;
            }

            _total[k] = squares;
        }
    }

    /// <summary>Takes the outputs of some rows.</summary>
    public void AddOutputs<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            double d = double.CreateTruncating(outputs[i]) - double.CreateTruncating(targets[i]);
            _residual[i % outputCount] += d * d;
        }
    }
}
