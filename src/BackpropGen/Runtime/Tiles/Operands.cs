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

/// <summary>Some terms of the sums of a panel in Y = f(X Wᵀ + b).</summary>
internal ref struct AffineBlock<T>
{
    /// <summary>The panel's weights from the first of these terms on.</summary>
    public ReadOnlySpan<T> Weights;

    /// <summary>What the sums start from, a number for each of the panel's units, if these are the first terms; later ones go on from Y.</summary>
    public ref T Start;

    /// <summary>The first of these terms.</summary>
    public int FirstTerm;

    /// <summary>How many terms.</summary>
    public int Terms;

    /// <summary>The panel.</summary>
    public int Panel;
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
