using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// How a weight matrix lies in panels: <c>panel[to / n][from][to % n]</c>, n units of 256 bytes together: 64 in single, 32 in double precision. The last panel holds what
/// is left, rounded up to whole 64 bytes; the padding is 0. The layout does not depend on the width of the hardware's registers.
/// </summary>
internal static class PanelLayout
{
    /// <summary>A cache line, and the widest register.</summary>
    public const int AlignmentBytes = 64;

    /// <summary>
    /// Bytes of a panel's row: the 4 registers of 512 bits that the widest tile takes, so that it reads a panel from its first byte to its last. Twice as wide, every other
    /// 256 bytes of it are fetched and not used (784 × 128 in double precision, 256 rows: 83 % of the peak in place of 92).
    /// </summary>
    public const int RowBytes = 256;

    /// <summary>Units of a panel in the narrowest precision: room for those of any.</summary>
    public const int MostUnits = RowBytes / sizeof(float);

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

    /// <summary>Units of a whole panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Units<T>()
        where T : unmanaged
        => RowBytes / Unsafe.SizeOf<T>();

    /// <summary>How many panels there are.</summary>
    public static int Count<T>(int outputs)
        where T : unmanaged
        => (outputs + Units<T>() - 1) / Units<T>();

    /// <summary>Units of a panel that are no padding.</summary>
    public static int UnitsOf<T>(int panel, int outputs)
        where T : unmanaged
        => int.Min(Units<T>(), outputs - (panel * Units<T>()));

    /// <summary>Numbers in a panel's row: those of a whole panel, or the rest rounded up.</summary>
    public static int Width<T>(int panel, int outputs)
        where T : unmanaged
        => RoundUp<T>(UnitsOf<T>(panel, outputs));

    /// <summary>Where a panel begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Start<T>(int panel, int inputs)
        where T : unmanaged
        => (nint)panel * inputs * Units<T>();

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
        for (int panel = 0; panel < Count<T>(outputs); panel++)
        {
            int units = UnitsOf<T>(panel, outputs);
            int width = Width<T>(panel, outputs);
            int start = (int)Start<T>(panel, inputs);
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
        for (int panel = 0; panel < Count<T>(outputs); panel++)
        {
            int start = (int)Start<T>(panel, inputs);
            Transposition.Copy(panels.Slice(start), Width<T>(panel, outputs), canonical.Slice(start), inputs, inputs, UnitsOf<T>(panel, outputs));
        }
    }
}
