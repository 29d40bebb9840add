using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>What <see cref="UpdateOptions"/> does to stored gradients, frozen tensors left out. Absent edges and padding, whose gradients and parameters are 0, stay 0.</summary>
internal static class GradientLimits
{
    /// <summary>What PyTorch adds to the norm before it divides.</summary>
    private const double NormFloor = 1e-6;

    /// <summary>g ← g + λ sign p.</summary>
    internal static void AddL1<T>(ParameterStorage<T> storage, Span<T> gradients, ReadOnlySpan<T> parameters, UpdateOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T strength = Number<T>.From(options.L1);
        foreach (StoredTensor tensor in storage.Tensors)
        {
            if (tensor.IsFrozen || (options.ExemptBiases && !tensor.IsWeight))
            {
                continue;
            }

            for (int i = tensor.Start; i < tensor.Start + tensor.Length; i++)
            {
                gradients[i] += strength * Functions.Sign(parameters[i]);
            }
        }
    }

    /// <summary>g ← max(−limit, min(g, limit)).</summary>
    internal static void ClipValues<T>(ParameterStorage<T> storage, Span<T> gradients, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T bound = Number<T>.From(limit);
        foreach (StoredTensor tensor in storage.Tensors)
        {
            if (!tensor.IsFrozen)
            {
                foreach (ref T gradient in gradients.Slice(tensor.Start, tensor.Length))
                {
                    gradient = Functions.Max(Functions.Min(gradient, bound), -bound);
                }
            }
        }
    }

    /// <summary>g ← min(1, limit / (‖g‖ + 10⁻⁶)) g, with one norm over all tensors.</summary>
    internal static void ClipNorm<T>(ParameterStorage<T> storage, Span<T> gradients, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double factor = limit / (Math.Sqrt(SumOfSquares<T>(storage, gradients)) + NormFloor);
        if (factor >= 1)
        {
            return;
        }

        T scale = Number<T>.From(factor);
        foreach (StoredTensor tensor in storage.Tensors)
        {
            if (!tensor.IsFrozen)
            {
                foreach (ref T gradient in gradients.Slice(tensor.Start, tensor.Length))
                {
                    gradient *= scale;
                }
            }
        }
    }

    private static double SumOfSquares<T>(ParameterStorage<T> storage, ReadOnlySpan<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (StoredTensor tensor in storage.Tensors)
        {
            if (!tensor.IsFrozen)
            {
                sum += Kernels.SumOfSquares(gradients.Slice(tensor.Start, tensor.Length));
            }
        }

        return sum;
    }
}
