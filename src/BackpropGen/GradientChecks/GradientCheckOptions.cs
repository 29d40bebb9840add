using System;

namespace BackpropGen;

/// <summary>How <c>network.CheckGradients</c> compares. <c>default</c> compares every value, with the tolerance that goes with the precision.</summary>
public readonly record struct GradientCheckOptions
{
    /// <summary>The tolerance in single precision, whose losses have seven digits.</summary>
    public const double SingleTolerance = 1e-2;

    /// <summary>The tolerance in double precision.</summary>
    public const double DoubleTolerance = 1e-6;

    /// <summary>The largest relative difference that passes, above 0. Default: <see cref="SingleTolerance"/> or <see cref="DoubleTolerance"/>.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Values compared of each tensor at most, at least 1; which ones is drawn, the same ones each time. Default: all.</summary>
    /// <remarks>Each value takes four passes or more, so that all values of a large network take a while.</remarks>
    public int? ValuesPerTensor { get; init; }

    /// <summary>Refuses options out of their range.</summary>
    internal void Validate()
    {
        if (Tolerance is { } tolerance && !(tolerance > 0 && double.IsFinite(tolerance)))
        {
            throw new ArgumentException(FormattableString.Invariant($"GradientCheckOptions.Tolerance: expected a finite number above 0, got {tolerance}."), nameof(Tolerance));
        }

        if (ValuesPerTensor is { } values && values < 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"GradientCheckOptions.ValuesPerTensor: expected 1 or more, got {values}."), nameof(ValuesPerTensor));
        }
    }
}
