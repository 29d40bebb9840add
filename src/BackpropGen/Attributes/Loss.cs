namespace BackpropGen;

/// <summary>What training makes small: the mean over the rows of a mini-batch of a loss per row, of outputs o and targets t.</summary>
public enum Loss
{
    /// <summary>Follows from the output's activation: Sigmoid gives <see cref="BinaryCrossEntropy"/>, Softmax <see cref="CrossEntropy"/>, any other <see cref="MeanSquaredError"/>.</summary>
    Auto,

    /// <summary>½ Σₖ (oₖ − tₖ)².</summary>
    HalfSquaredError,

    /// <summary>The mean over the outputs of (o − t)².</summary>
    MeanSquaredError,

    /// <summary>The mean over the outputs of |o − t|.</summary>
    MeanAbsoluteError,

    /// <summary>The mean over the outputs of ½ d² where |d| ≤ δ, else δ (|d| − ½ δ); d = o − t, δ is <see cref="NetworkAttribute.HuberDelta"/>.</summary>
    Huber,

    /// <summary>The mean over the outputs of ln cosh(o − t).</summary>
    LogCosh,

    /// <summary>The mean over the outputs of −t ln o − (1 − t) ln(1 − o); outputs and targets in [0, 1].</summary>
    BinaryCrossEntropy,

    /// <summary><see cref="BinaryCrossEntropy"/> of the sigmoid of the outputs: for an output layer without an activation.</summary>
    BinaryCrossEntropyWithLogits,

    /// <summary>−Σₖ tₖ ln oₖ, for outputs that are probabilities.</summary>
    CrossEntropy,

    /// <summary><see cref="CrossEntropy"/> of the softmax of the outputs: for an output layer without an activation.</summary>
    CrossEntropyWithLogits,

    /// <summary>The mean over the outputs of max(0, 1 − t o); targets −1 and 1.</summary>
    Hinge,

    /// <summary>The mean over the outputs of max(0, 1 − t o)²; targets −1 and 1.</summary>
    SquaredHinge,

    /// <summary>The mean over the outputs of eᵒ − t o: the outputs are logarithms of rates.</summary>
    PoissonNegativeLogLikelihood,

    /// <summary>Σₖ tₖ (ln tₖ − ln oₖ), for outputs that are probabilities.</summary>
    KullbackLeibler,
}
