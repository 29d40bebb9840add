using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>Edges of matrices that lie in the panels of <see cref="PackedWeights{T}"/>.</content>
public sealed partial class EdgeMask
{
    /// <summary>Sets to 0 where there is no edge.</summary>
    /// <param name="panels">Units × sources, as panels.</param>
    public void ClearPanels<T>(Span<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int to = 0; to < Outputs; to++)
        {
            for (int from = 0; from < Inputs; from++)
            {
                if (!this[to, from])
                {
                    panels[IndexInPanels<T>(to, from)] = T.Zero;
                }
            }
        }
    }

    /// <summary>Copies the values of the edges, one after the other in row-major order.</summary>
    /// <param name="panels">Units × sources, as panels.</param>
    /// <param name="edges"><see cref="Count"/> values.</param>
    public void PackPanels<T>(ReadOnlySpan<T> panels, Span<T> edges)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int edge = 0;
        for (int to = 0; to < Outputs; to++)
        {
            for (int from = 0; from < Inputs; from++)
            {
                if (this[to, from])
                {
                    edges[edge++] = panels[IndexInPanels<T>(to, from)];
                }
            }
        }
    }

    /// <summary>The reverse of <see cref="PackPanels{T}"/>; where there is no edge, and in the padding, 0.</summary>
    /// <param name="edges"><see cref="Count"/> values.</param>
    /// <param name="panels">Units × sources, as panels; overwritten.</param>
    public void UnpackPanels<T>(ReadOnlySpan<T> edges, Span<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        panels.Clear();
        int edge = 0;
        for (int to = 0; to < Outputs; to++)
        {
            for (int from = 0; from < Inputs; from++)
            {
                if (this[to, from])
                {
                    panels[IndexInPanels<T>(to, from)] = edges[edge++];
                }
            }
        }
    }

    private int IndexInPanels<T>(int to, int from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int panel = to / PanelLayout.Units<T>();
        return (int)PanelLayout.Start<T>(panel, Inputs) + (from * PanelLayout.Width<T>(panel, Outputs)) + (to % PanelLayout.Units<T>());
    }
}
