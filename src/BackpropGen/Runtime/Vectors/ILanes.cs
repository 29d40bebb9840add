using System;
using System.ComponentModel;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// A vector register of the hardware: emitted code is generic over it, so that one text serves 512, 256 and 128 bits, and the width is a constant when the JIT
/// compiles it.
/// </summary>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>: what stands in a lane.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many lanes there are.</summary>
    static abstract int Count { get; }

    /// <summary>0 in all lanes.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>One value in all lanes.</summary>
    static abstract TSelf Create(T value);

    /// <summary>A constant in all lanes, rounded to T.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>The values from an index on. Not checked: they must all be there.</summary>
    static abstract TSelf Load(ref readonly T values, nint index);

    /// <summary>Writes all lanes from an index on. Not checked: there must be room.</summary>
    static abstract void Store(TSelf value, ref T destination, nint index);

    /// <summary>The values from an index on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    static abstract TSelf Load(ReadOnlySpan<T> values, int index);

    /// <summary>Writes all lanes from an index on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for them.</exception>
    static abstract void Store(TSelf value, Span<T> destination, int index);

    /// <summary>Some values from an index on; the lanes beyond are 0, and nothing beyond the values is read.</summary>
    /// <param name="values">The values.</param>
    /// <param name="index">Where the first lane is taken from.</param>
    /// <param name="count">How many lanes: none if not above 0, all from <see cref="Count"/> on.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    static abstract TSelf LoadFirst(ReadOnlySpan<T> values, int index, int count);

    /// <summary>Writes the first lanes from an index on, and nothing beyond them.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="index">Where the first lane goes.</param>
    /// <param name="count">How many lanes: none if not above 0, all from <see cref="Count"/> on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for them.</exception>
    static abstract void StoreFirst(TSelf value, Span<T> destination, int index, int count);

    /// <summary>a b + c, rounded once where the hardware can, else twice.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The same with b in memory, from an index on; not checked. One instruction, where the JIT makes three of <see cref="Load(ref readonly T, nint)"/> and <see cref="MultiplyAdd(TSelf, TSelf, TSelf)"/>.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, ref readonly T b, nint index, TSelf c);

    /// <summary>x + y.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>x − y.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>x y.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>x y.</summary>
    static abstract TSelf operator *(T x, TSelf y);

    /// <summary>x / y.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>−x.</summary>
    static abstract TSelf operator -(TSelf x);

    /// <summary>The sum over the lanes, in an order that depends on the width.</summary>
    static abstract T Sum(TSelf value);

    /// <summary>The same where only the first lanes are not 0: of few lanes, fewer additions, which wait for each other.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="count">How many may differ from 0, a constant.</param>
    static abstract T Sum(TSelf value, int count);
}

/// <summary>The same register without its wrapping: what a kernel with many accumulators holds, since the JIT keeps only those in registers.</summary>
/// <typeparam name="TLanes">The register as <see cref="ILanes{TSelf, T}"/>.</typeparam>
/// <typeparam name="TVector">The framework's vector type.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRegister<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>One value in all lanes.</summary>
    static abstract TVector Broadcast(T value);

    /// <summary>a b + c, rounded once where the hardware can, else twice.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The values from an index on. Not checked: they must all be there.</summary>
    static abstract TVector Read(ref readonly T values, nint index);

    /// <summary>Writes all lanes from an index on. Not checked: there must be room.</summary>
    static abstract void Write(TVector value, ref T destination, nint index);

    /// <summary>The bits that both have: a mask keeps lanes, NaN or not, or makes them 0.</summary>
    static abstract TVector BitwiseAnd(TVector a, TVector b);

    /// <summary>The wrapped register.</summary>
    static abstract TLanes Wrap(TVector value);

    /// <summary>The bare register.</summary>
    static abstract TVector Unwrap(TLanes value);
}
