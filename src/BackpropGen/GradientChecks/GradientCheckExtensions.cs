using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>A proof of a network's gradients at run time.</summary>
public static class GradientCheckExtensions
{
    /// <summary>Compares the gradients by every parameter and every input with central differences of the loss that <c>ComputeGradients</c> returns, in training mode.</summary>
    /// <remarks>
    /// Differences of fourth order: f′(x) ≈ (f(x − 2h) − 8 f(x − h) + 8 f(x + h) − f(x + 2h)) / 12h. The step h is as large as balances their error against the loss's rounding; where the two
    /// gradients differ, smaller steps are tried, as long as the rounding, which is measured first (Hamming's difference table; Moré and Wild, 2011), leaves them a voice. Dropout's masks are the same in every
    /// pass. Afterwards the network is what it was, bit for bit: parameters, running statistics, random state and optimizer's state.
    /// </remarks>
    /// <param name="network">One thread at a time, as for training.</param>
    /// <param name="inputs">rows × inputs, at least one row (two with BatchNorm). A few rows are enough.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="options">Tolerance, and how many values to compare; all by default.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="ArgumentException">A length does not fit the network, or an option is out of its range.</exception>
    public static GradientCheck CheckGradients<T>(this ITrainableNetwork<T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, GradientCheckOptions options = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        options.Validate();
        Check.TrainingRows(inputs, network.InputCount, targets, network.OutputCount);
        using var probe = new LossProbe<T>(network, inputs.ToArray(), targets.ToArray());
        return new GradientComparison<T>(network.Description, probe, options).Run();
    }
}
