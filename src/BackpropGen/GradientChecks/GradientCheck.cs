using System.Collections.Generic;
using System.Linq;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>A network's gradients compared with differences of its loss, tensor by tensor: what <c>network.CheckGradients(inputs, targets)</c> gives.</summary>
public sealed class GradientCheck
{
    internal GradientCheck(NetworkDescription network, int rows, double tolerance, IReadOnlyList<TensorGradientCheck> tensors) =>
        (Network, RowCount, Tolerance, Tensors) = (network, rows, tolerance, tensors);

    /// <summary>The network.</summary>
    public NetworkDescription Network { get; }

    /// <summary>Rows of the mini-batch.</summary>
    public int RowCount { get; }

    /// <summary>The largest relative difference that passes.</summary>
    public double Tolerance { get; }

    /// <summary>One entry a parameter tensor in canonical order, and one for the inputs at the end.</summary>
    public IReadOnlyList<TensorGradientCheck> Tensors { get; }

    /// <summary>Whether every difference is within the tolerance.</summary>
    public bool Passed => Tensors.All(Passes);

    /// <summary>The largest relative difference of all; NaN where a loss or gradient is not finite.</summary>
    public double LargestDifference => Tensors.Any(tensor => double.IsNaN(tensor.LargestDifference)) ? double.NaN : Tensors.Max(tensor => tensor.LargestDifference);

    /// <summary>Whether a tensor is within the tolerance.</summary>
    internal bool Passes(TensorGradientCheck tensor) => tensor.LargestDifference <= Tolerance;

    /// <summary>The verdict, and a table of all tensors.</summary>
    public override string ToString() => GradientCheckText.Write(this);
}
