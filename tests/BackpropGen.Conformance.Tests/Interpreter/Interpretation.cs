namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>What the interpreter finds for one batch.</summary>
internal sealed record Interpretation
{
    /// <summary>rows × outputs.</summary>
    public required double[] Outputs { get; init; }

    /// <summary>The mean over the rows.</summary>
    public required double Loss { get; init; }

    /// <summary>Of the loss, by the parameters in canonical order.</summary>
    public required double[] Gradients { get; init; }

    /// <summary>Of each gradient, the sum of its terms' magnitudes: a bias' Σ |δ| over the rows.</summary>
    public required double[] GradientMagnitudes { get; init; }

    /// <summary>Of the loss, by the inputs: rows × inputs.</summary>
    public required double[] InputGradients { get; init; }

    /// <summary>Running statistics after this batch: mean, then variance, of each batch normalisation.</summary>
    public required double[] Statistics { get; init; }

    /// <summary>How far the arguments of piecewise functions stay from their kinks.</summary>
    public required double KinkDistance { get; init; }
}
