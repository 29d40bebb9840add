using System;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// Rows of a network's Jacobian ∂y/∂p. Under a squared error the gradient of one row's loss is f Σₖ (yₖ − tₖ) ∂yₖ/∂p with f = 1 or 2 / outputs: for targets that differ
/// from the outputs in one place only, that is a row of the Jacobian times a known number. So the network's own backward pass gives it, whatever its kernels.
/// </summary>
internal sealed class JacobianRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainableNetwork<T> _network;
    private readonly T[] _outputs;
    private readonly T[] _targets;
    private readonly bool[] _isFrozen;

    /// <summary>Rows of one network.</summary>
    /// <exception cref="NotSupportedException">Its loss is no squared error, or a row's outputs are drawn or depend on other rows in training.</exception>
    internal JacobianRows(ITrainableNetwork<T> network)
    {
        _network = network;
        Factor = FactorOf(network.Description);
        _outputs = new T[network.OutputCount];
        _targets = new T[network.OutputCount];
        _isFrozen = FrozenOf(network.Description);
    }

    /// <summary>f: by what the derivative of a row's loss by an output exceeds the residual.</summary>
    internal double Factor { get; }

    /// <summary>Which parameters are frozen: their columns are 0.</summary>
    internal ReadOnlySpan<bool> IsFrozen => _isFrozen;

    /// <summary>The outputs of a row, which the next calls of <see cref="Get"/> derive.</summary>
    internal ReadOnlySpan<T> Begin(ReadOnlySpan<T> input)
    {
        _network.Predict(input, _outputs);
        return _outputs;
    }

    /// <summary>∂yₖ/∂p at the row begun with.</summary>
    /// <param name="input">That row.</param>
    /// <param name="output">k.</param>
    /// <param name="gradient">ParameterCount values in canonical order; overwritten.</param>
    internal void Get(ReadOnlySpan<T> input, int output, Span<T> gradient)
    {
        _outputs.CopyTo(_targets, 0);

        // a difference as large as the outputs loses no digit of theirs; a power of two costs none
        T difference = Magnitude(_outputs);
        _targets[output] -= difference;
        RandomState state = _network.RandomState;
        _network.ComputeGradients(input, _targets, gradient);
        _network.RandomState = state;
        T scale = T.One / (Number<T>.From(Factor) * (_outputs[output] - _targets[output]));
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = _isFrozen[i] ? T.Zero : gradient[i] * scale;
        }
    }

    private static T Magnitude(ReadOnlySpan<T> values)
    {
        T largest = T.One;
        foreach (T value in values)
        {
            largest = T.Max(largest, T.Abs(value));
        }

        return T.IsFinite(largest) ? T.ScaleB(T.One, T.ILogB(largest) + 1) : T.One;
    }

    private static double FactorOf(NetworkDescription description)
    {
        if (description.Layers.FirstOrDefault(layer => layer.Kind is "BatchNorm" or "Dropout") is { } layer)
        {
            throw new NotSupportedException($"The Jacobian of {description.Name} has no rows of their own: in training, the outputs of {layer.Name} ({layer.Kind}) {(layer.Kind == "Dropout" ? "are drawn anew each time" : "depend on all rows of the mini-batch")}. Use a network without it.");
        }

        return description.Loss switch
        {
            Loss.HalfSquaredError => 1,
            Loss.MeanSquaredError => 2.0 / description.OutputCount,
            _ => throw new NotSupportedException($"The Jacobian is that of residuals y − t, which a squared error has; the loss of {description.Name} is {description.LossName}. Declare [Network(…, Loss = Loss.HalfSquaredError)] or Loss.MeanSquaredError, or use another optimizer."),
        };
    }

    private static bool[] FrozenOf(NetworkDescription description)
    {
        bool[] frozen = new bool[description.ParameterCount];
        foreach (ParameterDescription parameter in description.Layers.SelectMany(layer => layer.Parameters))
        {
            frozen.AsSpan(parameter.Offset, parameter.Count).Fill(parameter.Frozen);
        }

        return frozen;
    }
}
