using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>What becomes of the results of a product before they are written: a layer's formula, as a¹ = tanh(z¹) or δ² = (W³)ᵀ δ³ ⊙ (1 − a²²).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many operands are read where the result is written: 0, 1 or 2.</summary>
    static abstract int OperandCount { get; }

    /// <summary>The formula.</summary>
    /// <param name="value">The product's results.</param>
    /// <param name="first">The first operand; 0 if there is none.</param>
    /// <param name="second">The second operand; 0 if there is none.</param>
    static abstract TLanes Apply<TLanes>(TLanes value, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>The results as they are.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KeepValue<T> : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int OperandCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Apply<TLanes>(TLanes value, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes, T>
        => value;
}
