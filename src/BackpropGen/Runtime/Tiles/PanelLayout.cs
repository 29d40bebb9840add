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
}
