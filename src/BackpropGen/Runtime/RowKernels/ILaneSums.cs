using System.ComponentModel;
using System.Numerics;

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
}
