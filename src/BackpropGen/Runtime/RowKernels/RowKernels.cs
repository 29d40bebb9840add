using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>
/// Dense layers for one row, with plain gradient descent in the backward pass itself: one pass over the weights where the batched kernels need two.
/// Deltas carry −η from the loss on, so that an update is W += δ xᵀ.
/// </summary>
/// <remarks>
/// <para>
/// Two layouts of W. <em>Rows</em>: W[to, from] row by row, each padded with zeros to <see cref="Stride{T}"/>: for layers whose input needs no gradient, and for few
/// outputs. <em>Panels</em> (as in <c>PackedWeights</c>): inputs in rows, the outputs of a panel beside each other: for hidden layers, so that an input which is zero skips memory.
/// </para>
/// <para>
/// Vectors of one row (x, z, a, δ) reach to their stride; what lies in their padding may be anything, and kernels that would be disturbed by it set it to zero.
/// </para>
/// <para>
/// Zeros are skipped only where that is exact: a zero input adds nothing to z, and a zero δ changes nothing. The one difference: an infinite or NaN weight times a skipped zero
/// would be NaN. Such a network's other rows give a loss that is not finite, and steps with such a loss update nothing.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class RowKernels
{
    private const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Numbers of working memory that kernels take: two lists of indices (int, in the space of one number each) and as many sums.</summary>
    public const int ScratchLength = 3 * (ActiveRows.Chunk + ActiveRows.Slack);

    /// <summary>Units rounded up to whole 64 bytes: 16 floats, 8 doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Stride<T>(int units)
        where T : unmanaged
    {
        var whole = 64 / Unsafe.SizeOf<T>();
        return (units + whole - 1) / whole * whole;
    }

    /// <summary>Numbers that W takes as rows.</summary>
    public static int RowsLength<T>(int outputs, int inputs)
        where T : unmanaged => outputs * Stride<T>(inputs);

    /// <summary>Copies an exact row of the user's to one with padding, which becomes zero.</summary>
    [MethodImpl(Kernel)]
    public static void CopyRow<TLanes, T>(ReadOnlySpan<T> row, Span<T> padded)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(padded.Length, Stride<T>(row.Length), nameof(padded));
        Copy<TLanes, T>(ref First(row), ref First(padded), row.Length);
        ClearPadding(padded, row.Length);
    }

    /// <summary>Sets the padding of one row's vector to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ClearPadding<T>(Span<T> vector, int units)
        where T : unmanaged
    {
        if (Stride<T>(units) > units)
        {
            vector[units..Stride<T>(units)].Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Require(int length, int needed, string name)
    {
        if (length < needed)
        {
            ThrowTooShort(length, needed, name);
        }
    }

    [DoesNotReturn]
    private static void ThrowTooShort(int length, int needed, string name) => throw TooShort(length, needed, name);

    private static ArgumentException TooShort(int length, int needed, string name) =>
        new($"'{name}' has {length} values; this kernel reads or writes {needed}. Give it room to whole 64 bytes.", name);

    /// <summary>z ← b: one value for all units if the bias is shared, zeros if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread<TLanes, T>(ReadOnlySpan<T> bias, Span<T> z)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (bias.Length == z.Length)
        {
            Copy<TLanes, T>(ref First(bias), ref First(z), z.Length);
        }
        else
        {
            z.Fill(bias.IsEmpty ? T.Zero : bias[0]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLanes, T>(ref T from, ref T to, nint count)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref from, i), ref to, i);
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
        }
    }

    /// <summary>target[rows[i]] += values[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter<T>(ref T values, ref T target, ref int rows, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
        {
            Unsafe.Add(ref target, Unsafe.Add(ref rows, i)) += Unsafe.Add(ref values, i);
        }
    }

    private static ref T First<T>(Span<T> values) => ref MemoryMarshal.GetReference(values);

    private static ref T First<T>(ReadOnlySpan<T> values) => ref MemoryMarshal.GetReference(values);
}
