using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// How a weight matrix lies in panels: <c>panel[to / 64][from][to % 64]</c>. A panel holds 64 units, the last one what is left, rounded up to whole 64 bytes; the
/// padding is 0. The layout does not depend on the width of the hardware's registers.
/// </summary>
internal static class PanelLayout
{
    /// <summary>Units of a panel: 4 registers of 512 bits in single precision.</summary>
    public const int Units = 64;

    /// <summary>A cache line, and the widest register.</summary>
    public const int AlignmentBytes = 64;

    /// <summary>Numbers in 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Alignment<T>()
        where T : unmanaged
        => AlignmentBytes / Unsafe.SizeOf<T>();

    /// <summary>A count rounded up to whole 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RoundUp<T>(int count)
        where T : unmanaged
        => (count + Alignment<T>() - 1) & -Alignment<T>();

    /// <summary>How many panels there are.</summary>
    public static int Count(int outputs) => (outputs + Units - 1) / Units;

    /// <summary>Units of a panel that are no padding.</summary>
    public static int UnitsOf(int panel, int outputs) => int.Min(Units, outputs - (panel * Units));

    /// <summary>Numbers in a panel's row: 64, or the rest rounded up.</summary>
    public static int Width<T>(int panel, int outputs)
        where T : unmanaged
        => RoundUp<T>(UnitsOf(panel, outputs));

    /// <summary>Where a panel begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Start(int panel, int inputs) => (nint)panel * inputs * Units;

    /// <summary>Numbers that all panels take.</summary>
    /// <exception cref="System.OverflowException">More than an array can hold.</exception>
    public static int Length<T>(int outputs, int inputs)
        where T : unmanaged
        => checked(RoundUp<T>(outputs) * inputs);

    /// <summary>Rearranges a row-major matrix into panels; the padding becomes 0.</summary>
    /// <param name="canonical">[to, from], outputs × inputs.</param>
    /// <param name="panels">As many numbers as <see cref="Length{T}"/> tells; overwritten.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="inputs">Sources.</param>
    public static void Pack<T>(ReadOnlySpan<T> canonical, Span<T> panels, int outputs, int inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int panel = 0; panel < Count(outputs); panel++)
        {
            int units = UnitsOf(panel, outputs);
            int width = Width<T>(panel, outputs);
            int start = (int)Start(panel, inputs);
            Transposition.Copy(canonical.Slice(start), inputs, panels.Slice(start), width, units, inputs);
            Transposition.ClearPadding(panels.Slice(start), width, units, inputs);
        }
    }

    /// <summary>The reverse of <see cref="Pack{T}"/>.</summary>
    /// <param name="panels">As many numbers as <see cref="Length{T}"/> tells.</param>
    /// <param name="canonical">[to, from], outputs × inputs; overwritten.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="inputs">Sources.</param>
    public static void Unpack<T>(ReadOnlySpan<T> panels, Span<T> canonical, int outputs, int inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int panel = 0; panel < Count(outputs); panel++)
        {
            int start = (int)Start(panel, inputs);
            Transposition.Copy(panels.Slice(start), Width<T>(panel, outputs), canonical.Slice(start), inputs, inputs, UnitsOf(panel, outputs));
        }
    }
}
