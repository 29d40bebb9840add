using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>A tensor's range of <see cref="ParameterStorage{T}"/> and of the canonical order.</summary>
/// <param name="Start">Where it begins in storage.</param>
/// <param name="Length">Numbers it takes there.</param>
/// <param name="Offset">Where it begins in canonical order.</param>
/// <param name="Count">Parameters.</param>
/// <param name="Units">Units that it leads to.</param>
/// <param name="Sources">Values that it comes from; 1 for vectors.</param>
/// <param name="HasPanels">Whether it lies in panels.</param>
/// <param name="IsFrozen">Whether training leaves it alone.</param>
/// <param name="IsWeight">Whether it is a weight matrix, not a bias, gain or shift.</param>
/// <param name="Edges">Which edges it has, or null for all.</param>
internal sealed record StoredTensor(int Start, int Length, int Offset, int Count, int Units, int Sources, bool HasPanels, bool IsFrozen, bool IsWeight, EdgeMask? Edges)
{
    /// <summary>The range of one tensor of a layer.</summary>
    internal static StoredTensor Of<T>(LayerDescription layer, ParameterDescription parameter, bool hasPanels, int start)
        where T : unmanaged
    {
        bool isWeight = parameter.Name == "weight";
        bool isPacked = hasPanels && isWeight;
        int units = isWeight ? layer.UnitCount : parameter.Count, sources = isWeight ? layer.InputCount : 1;
        EdgeMask? edges = isWeight && layer.Connections is { } rows ? new EdgeMask(sources, [.. rows]) : null;
        return new StoredTensor(start, isPacked ? PanelLayout.Length<T>(units, sources) : checked(units * sources), parameter.Offset, parameter.Count, units, sources, isPacked, parameter.Frozen, isWeight, edges);
    }

    /// <summary>Rearranges the stored numbers into canonical order.</summary>
    internal void ToCanonical<T>(ReadOnlySpan<T> stored, Span<T> canonical)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (HasPanels, Edges)
        {
            case (true, null):
                PanelLayout.Unpack(stored, canonical, Units, Sources);
                break;
            case (true, { } edges):
                edges.PackPanels(stored, canonical);
                break;
            case (false, { } edges):
                edges.Pack(stored, canonical);
                break;
            default:
                stored.CopyTo(canonical);
                break;
        }
    }

    /// <summary>The reverse; numbers that belong to no parameter become 0.</summary>
    internal void FromCanonical<T>(ReadOnlySpan<T> canonical, Span<T> stored)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (HasPanels, Edges)
        {
            case (true, null):
                PanelLayout.Pack(canonical, stored, Units, Sources);
                break;
            case (true, { } edges):
                edges.UnpackPanels(canonical, stored);
                break;
            case (false, { } edges):
                edges.Unpack(canonical, stored);
                break;
            default:
                canonical.CopyTo(stored);
                break;
        }
    }
}
