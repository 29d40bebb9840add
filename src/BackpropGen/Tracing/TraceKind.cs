namespace BackpropGen;

/// <summary>The part of a pass that a traced value belongs to.</summary>
public enum TraceKind
{
    /// <summary>Inputs, targets and constants.</summary>
    Given,

    /// <summary>Weights, biases, gains and shifts.</summary>
    Parameter,

    /// <summary>The forward pass, from the inputs to the outputs.</summary>
    Forward,

    /// <summary>From the outputs to the loss of each row.</summary>
    Loss,

    /// <summary>The backward pass: deltas, and the factors of the chain rule.</summary>
    Backward,

    /// <summary>The gradient by a parameter tensor.</summary>
    Gradient,
}
