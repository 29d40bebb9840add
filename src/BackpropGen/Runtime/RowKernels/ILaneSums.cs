using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>Sums over the lanes of four registers at once: a tree of shuffles that costs little more than the sum of one.</summary>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILaneSums<TSelf, T>
    where TSelf : struct, ILaneSums<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds the four sums to four values from an index on. Not checked: they must all be there.</summary>
    static abstract void AddSums(TSelf a, TSelf b, TSelf c, TSelf d, ref T destination, nint index);

    /// <summary>Sums of as many registers as 128 bits have lanes: of all four, or of the first two.</summary>
    static abstract Vector128<T> Sums(TSelf a, TSelf b, TSelf c, TSelf d);

    /// <summary>A register put together from parts of 128 bits; parts beyond its width are ignored.</summary>
    static abstract TSelf Join(Vector128<T> first, Vector128<T> second, Vector128<T> third, Vector128<T> fourth);
}
