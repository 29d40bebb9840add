using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// How a network's gradients and optimizer state lie in memory, as its kernels write them: a range for each tensor, in canonical order, absent edges included. Where
/// the kernels take weights in another layout, so do those ranges, and each begins at a whole 64 bytes.
/// </summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterStorage<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StoredTensor[] _tensors;

    /// <summary>The storage of a network.</summary>
    /// <param name="description">The network.</param>
    /// <param name="layout">How its kernels take weights.</param>
    public ParameterStorage(NetworkDescription description, WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(description);
        List<StoredTensor> tensors = [];
        foreach (LayerDescription layer in description.Layers)
        {
            foreach (ParameterDescription parameter in layer.Parameters)
            {
                int start = layout == WeightLayout.Canonical ? Length : PanelLayout.RoundUp<T>(Length);
                StoredTensor tensor = StoredTensor.Of<T>(layer, parameter, layout, start);
                tensors.Add(tensor);
                Length = checked(start + tensor.Length);
            }
        }

        _tensors = [.. tensors];
        Count = description.ParameterCount;
    }

    /// <summary>Numbers that are stored, padding and absent edges included.</summary>
    public int Length { get; }

    /// <summary>Parameters.</summary>
    public int Count { get; }

    /// <summary>The tensors in canonical order.</summary>
    internal ReadOnlySpan<StoredTensor> Tensors => _tensors;

    /// <summary>Rearranges stored numbers into canonical order.</summary>
    /// <param name="stored"><see cref="Length"/> numbers.</param>
    /// <param name="canonical"><see cref="Count"/> numbers; overwritten.</param>
    public void ToCanonical(ReadOnlySpan<T> stored, Span<T> canonical)
    {
        foreach (StoredTensor tensor in _tensors)
        {
            tensor.ToCanonical(stored.Slice(tensor.Start, tensor.Length), canonical.Slice(tensor.Offset, tensor.Count));
        }
    }

    /// <summary>The reverse of <see cref="ToCanonical"/>; padding and absent edges become 0.</summary>
    /// <param name="canonical"><see cref="Count"/> numbers.</param>
    /// <param name="stored"><see cref="Length"/> numbers; overwritten.</param>
    public void FromCanonical(ReadOnlySpan<T> canonical, Span<T> stored)
    {
        stored.Clear();
        foreach (StoredTensor tensor in _tensors)
        {
            tensor.FromCanonical(canonical.Slice(tensor.Offset, tensor.Count), stored.Slice(tensor.Start, tensor.Length));
        }
    }
}
