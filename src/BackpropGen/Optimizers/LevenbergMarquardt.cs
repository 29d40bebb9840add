using System;
using System.Globalization;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// The method of Levenberg (1944) and Marquardt (1963) for small networks under a squared error, with Nielsen's damping (Madsen, Nielsen and Tingleff, Methods for Non-Linear
/// Least Squares Problems, 2004). With residuals r = y − t and J = ∂y/∂p over all rows, an iteration solves (JᵀJ + μ I) h = −Jᵀr in double precision and takes p + h if
/// that makes ½ Σ r² smaller; else it raises μ and tries again. μ falls the more, the better the linear model foretold the gain.
/// </summary>
/// <remarks>Needs memory for two matrices of parameters × parameters, and an iteration time for rows · outputs · parameters². Frozen parameters stay.</remarks>
public readonly record struct LevenbergMarquardt : IFullBatchOptimizer
{
    private readonly bool _constructed;

    /// <summary>The usual tolerances.</summary>
    public LevenbergMarquardt()
    {
        Damping = 1e-3;
        GradientTolerance = 1e-10;
        StepTolerance = 1e-12;
        MemoryLimit = 1L << 30;
        _constructed = true;
    }

    /// <summary>μ at the beginning: greater than 0. Default 10⁻³.</summary>
    public double Damping { get; init; }

    /// <summary>Ends when no component of the loss's gradient is larger. Not negative; default 10⁻¹⁰.</summary>
    public double GradientTolerance { get; init; }

    /// <summary>Ends when a step is shorter than this times the length of the parameters. Not negative; default 10⁻¹².</summary>
    public double StepTolerance { get; init; }

    /// <summary>Ends when the loss is not larger. Not negative; default 0.</summary>
    public double LossTolerance { get; init; }

    /// <summary>Bytes that the matrices may take. Default 2³⁰, enough for 8,000 parameters.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>Always 1: the step's length follows from the damping.</summary>
    public double LearningRate => 1;

    /// <inheritdoc/>
    public int StateCount => 0;

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(LevenbergMarquardt));
        HyperParameter.Positive(Damping, nameof(LevenbergMarquardt), nameof(Damping));
        HyperParameter.NotNegative(GradientTolerance, nameof(LevenbergMarquardt), nameof(GradientTolerance));
        HyperParameter.NotNegative(StepTolerance, nameof(LevenbergMarquardt), nameof(StepTolerance));
        HyperParameter.NotNegative(LossTolerance, nameof(LevenbergMarquardt), nameof(LossTolerance));
        HyperParameter.NotNegative(MemoryLimit, nameof(LevenbergMarquardt), nameof(MemoryLimit));
    }

    /// <inheritdoc/>
    public IFullBatchRun Begin<T>(ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        Validate();
        TrainingChecks.Data(network, data, nameof(data));
        JacobianRows<T> rows = new(network);
        int free = rows.IsFrozen.Count(false);
        double bytes = NormalEquations.BytesOf(free);
        if (bytes > MemoryLimit)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"LevenbergMarquardt would take {bytes:N0} bytes for the {free:N0} parameters of {network.Description.Name}, more than its MemoryLimit of {MemoryLimit:N0}. Use LBfgs or Adam, or raise the limit."));
        }

        return new LevenbergMarquardtRun<T>(this, network, data, rows, free);
    }
}
