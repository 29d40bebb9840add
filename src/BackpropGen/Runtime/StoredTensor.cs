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
/// <param name="Layout">How it lies; vectors are always canonical.</param>
/// <param name="IsFrozen">Whether training leaves it alone.</param>
/// <param name="IsWeight">Whether it is a weight matrix, not a bias, gain or shift.</param>
/// <param name="Edges">Which edges it has, or null for all.</param>
internal sealed record StoredTensor(int Start, int Length, int Offset, int Count, int Units, int Sources, WeightLayout Layout, bool IsFrozen, bool IsWeight, EdgeMask? Edges)
{
    /// <summary>The range of one tensor of a layer.</summary>
    internal static StoredTensor Of<T>(LayerDescription layer, ParameterDescription parameter, WeightLayout layout, int start)
        where T : unmanaged
    {
        bool isWeight = parameter.Name == "weight";
        layout = isWeight ? layout : WeightLayout.Canonical;
        int units = isWeight ? layer.UnitCount : parameter.Count, sources = isWeight ? layer.InputCount : 1;
        EdgeMask? edges = isWeight && layer.Connections is { } rows ? new EdgeMask(sources, [.. rows]) : null;
        return new StoredTensor(start, LengthOf<T>(units, sources, layout), parameter.Offset, parameter.Count, units, sources, layout, parameter.Frozen, isWeight, edges);
    }

    private static int LengthOf<T>(int units, int sources, WeightLayout layout)
        where T : unmanaged => layout switch
        {
            WeightLayout.Panels => PanelLayout.Length<T>(units, sources),
            WeightLayout.Rows => RowKernels.RowsLength<T>(units, sources),
            _ => checked(units * sources),
        };

    /// <summary>Rearranges the stored numbers into canonical order.</summary>
    internal void ToCanonical<T>(ReadOnlySpan<T> stored, Span<T> canonical)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (Layout, Edges)
        {
            case (WeightLayout.Panels, null):
                PanelLayout.Unpack(stored, canonical, Units, Sources);
                break;
            case (WeightLayout.Panels, { } edges):
                edges.PackPanels(stored, canonical);
                break;
            case (WeightLayout.Canonical, { } edges):
                edges.Pack(stored, canonical);
                break;
            case (WeightLayout.Rows, null):
                Kernels.CopyRows(stored, RowKernels.Stride<T>(Sources), canonical, Sources, Units);
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
        switch (Layout, Edges)
        {
            case (WeightLayout.Panels, null):
                PanelLayout.Pack(canonical, stored, Units, Sources);
                break;
            case (WeightLayout.Panels, { } edges):
                edges.UnpackPanels(canonical, stored);
                break;
            case (WeightLayout.Canonical, { } edges):
                edges.Unpack(canonical, stored);
                break;
            case (WeightLayout.Rows, null):
                Kernels.CopyRows(canonical, Sources, stored, RowKernels.Stride<T>(Sources), Units);
                break;
            default:
                canonical.CopyTo(stored);
                break;
        }
    }
}
