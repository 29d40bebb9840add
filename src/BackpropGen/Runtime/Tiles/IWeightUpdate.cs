using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>What is written where a gradient is known: the gradient, or the weights after a step.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWeightUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether the weights are read.</summary>
    static abstract bool ReadsWeights { get; }

    /// <summary>What is written.</summary>
    /// <param name="weights">What stands there; 0 if it is not read.</param>
    /// <param name="gradient">The gradient.</param>
    TLanes Apply<TLanes>(TLanes weights, TLanes gradient)
        where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>Plain gradient descent: w ← w − η g.</summary>
/// <param name="learningRate">η.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Descend<T>(T learningRate) : IWeightUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>−η.</summary>
    internal T Factor { get; } = -learningRate;

    /// <inheritdoc/>
    public static bool ReadsWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes weights, TLanes gradient)
        where TLanes : struct, ILanes<TLanes, T>
        => TLanes.MultiplyAdd(TLanes.Create(Factor), gradient, weights);
}

/// <summary>The gradient itself.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StoreGradient<T> : IWeightUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static bool ReadsWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes weights, TLanes gradient)
        where TLanes : struct, ILanes<TLanes, T>
        => gradient;
}
