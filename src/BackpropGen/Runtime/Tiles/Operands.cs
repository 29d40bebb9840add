using System;

namespace BackpropGen.Runtime;

/// <summary>What <see cref="Tiles.Affine{T, TEpilogue}"/> works on, checked.</summary>
internal readonly ref struct AffineOperands<T>
{
    public ReadOnlySpan<T> X { get; init; }

    public int XStride { get; init; }

    public ReadOnlySpan<T> Panels { get; init; }

    public ReadOnlySpan<T> Bias { get; init; }

    public Span<T> Y { get; init; }

    public int YStride { get; init; }

    public ReadOnlySpan<T> First { get; init; }

    public ReadOnlySpan<T> Second { get; init; }

    public int Inputs { get; init; }

    public int Outputs { get; init; }
}

/// <summary>What <see cref="Tiles.WeightGradient{T, TUpdate}"/> works on, checked.</summary>
internal readonly ref struct GradientOperands<T>
{
    public ReadOnlySpan<T> Delta { get; init; }

    public int DeltaStride { get; init; }

    public ReadOnlySpan<T> X { get; init; }

    public int XStride { get; init; }

    public Span<T> Panels { get; init; }

    public int Rows { get; init; }

    public int Inputs { get; init; }

    public int Outputs { get; init; }
}
