namespace BackpropGen;

/// <summary>What the check found of the gradient by one parameter tensor, or by the inputs.</summary>
public sealed record TensorGradientCheck
{
    /// <summary>As its view is called by number, <c>W1</c>, <c>B1</c>, <c>Gain1</c>; <c>inputs</c> for the inputs.</summary>
    public required string Name { get; init; }

    /// <summary>Its layer's name; <c>input</c> for the inputs.</summary>
    public required string Layer { get; init; }

    /// <summary>Values compared.</summary>
    public required int Count { get; init; }

    /// <summary>Values left out, since the loss has a kink there (the derivative from the right is not that from the left): no difference can tell what is right.</summary>
    public required int KinkCount { get; init; }

    /// <summary>The largest |analytic − numeric|, as a share of <see cref="Scale"/>; NaN where one of them is not finite.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>The largest gradient of the tensor in size; or the smallest that the loss, with its digits, lets differences tell with the tolerance asked for, if that is larger.</summary>
    public required double Scale { get; init; }

    /// <summary>Where that was: <c>[to, from]</c>, <c>[unit]</c>, <c>[row, input]</c>; empty if nothing was compared.</summary>
    public required string At { get; init; }

    /// <summary>The gradient there, as the network computes it.</summary>
    public required double Analytic { get; init; }

    /// <summary>The gradient there, by differences of the loss.</summary>
    public required double Numeric { get; init; }
}
