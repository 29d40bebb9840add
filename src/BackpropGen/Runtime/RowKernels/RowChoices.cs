using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Which rows of a matrix a kernel visits: a constant for the JIT, so that visiting all of them reads no list.</summary>
internal interface IRowChoice
{
    /// <summary>The row that is visited as number <paramref name="index"/>.</summary>
    static abstract nint Row(ref int rows, nint index);
}

/// <summary>All rows in their order.</summary>
internal readonly struct AllRows : IRowChoice
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Row(ref int rows, nint index) => index;
}

/// <summary>The rows of a list.</summary>
internal readonly struct ListedRows : IRowChoice
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Row(ref int rows, nint index) => Unsafe.Add(ref rows, index);
}

/// <summary>How many rows or columns a tile takes at once: a constant for the JIT, which drops what lies beyond.</summary>
internal interface IRowTileSize
{
    /// <summary>1 to 8.</summary>
    static abstract int Value { get; }
}

internal readonly struct Size1 : IRowTileSize
{
    public static int Value => 1;
}

internal readonly struct Size2 : IRowTileSize
{
    public static int Value => 2;
}

internal readonly struct Size3 : IRowTileSize
{
    public static int Value => 3;
}

internal readonly struct Size4 : IRowTileSize
{
    public static int Value => 4;
}

internal readonly struct Size5 : IRowTileSize
{
    public static int Value => 5;
}

internal readonly struct Size6 : IRowTileSize
{
    public static int Value => 6;
}

internal readonly struct Size7 : IRowTileSize
{
    public static int Value => 7;
}

internal readonly struct Size8 : IRowTileSize
{
    public static int Value => 8;
}
