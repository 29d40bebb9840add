using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>The derivatives of a network's outputs by its parameters.</summary>
public static class JacobianExtensions
{
    /// <summary>The Jacobian ∂y/∂p of all outputs of all rows, at the present parameters; none of them changes.</summary>
    /// <param name="network">A network under <see cref="Loss.HalfSquaredError"/> or <see cref="Loss.MeanSquaredError"/>, without Dropout and BatchNorm.</param>
    /// <param name="inputs">rows × inputs.</param>
    /// <param name="jacobian">(rows · outputs) × ParameterCount, row-major: row after row, of each one output after the other; columns in canonical order, those of frozen parameters 0. Overwritten.</param>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="NotSupportedException">The network is of another kind; the message says which.</exception>
    public static void ComputeJacobian<T>(this ITrainableNetwork<T> network, ReadOnlySpan<T> inputs, Span<T> jacobian)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        int parameters = network.ParameterCount, outputs = network.OutputCount;
        int rows = Check.Rows<T>(inputs, network.InputCount, jacobian, checked(outputs * parameters), nameof(jacobian));
        JacobianRows<T> derivatives = new(network);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> input = inputs.Slice(row * network.InputCount, network.InputCount);
            derivatives.Begin(input);
            for (int output = 0; output < outputs; output++)
            {
                derivatives.Get(input, output, jacobian.Slice(((row * outputs) + output) * parameters, parameters));
            }
        }
    }
}
