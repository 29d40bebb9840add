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
