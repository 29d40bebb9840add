using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>A layer's biases, or a norm's gain or shift: reads and writes the network's own.</summary>
/// <param name="storage">The values.</param>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class VectorView<T>(T[] storage)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Values: one a unit, or 1 for a bias that all units share.</summary>
    public int Count => storage.Length;

    /// <summary>One value.</summary>
    /// <param name="i">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public T this[int i]
    {
        get
        {
            ViewIndex.Verify(i, storage.Length, nameof(i));
            return storage[i];
        }

        set
        {
            ViewIndex.Verify(i, storage.Length, nameof(i));
            storage[i] = value;
        }
    }
}
