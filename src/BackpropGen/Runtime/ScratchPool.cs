using System;
using System.ComponentModel;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>Arrays of one length for callers that may run at once. Lock-free; makes as many arrays as are ever in use at the same time, and none after that.</summary>
/// <param name="length">The length of each array.</param>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScratchPool<T>(int length)
    where T : unmanaged
{
    private readonly Block _first = new();

    /// <summary>An array that nobody else holds until it is given back; its content is what the last user left.</summary>
    public AlignedArray<T> Rent()
    {
        for (Block? block = _first; block is not null; block = Volatile.Read(ref block.Next))
        {
            foreach (ref AlignedArray<T>? slot in block.Slots.AsSpan())
            {
                // The read spares a full fence at slots that are empty; only the exchange decides who gets the array.
                if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } array)
                {
                    return array;
                }
            }
        }

        return new AlignedArray<T>(length);
    }

    /// <summary>Gives an array back.</summary>
    /// <param name="array">What <see cref="Rent"/> gave; not to be used any more.</param>
    public void Return(AlignedArray<T> array)
    {
        for (Block block = _first; ; block = Volatile.Read(ref block.Next) ?? block.Append())
        {
            foreach (ref AlignedArray<T>? slot in block.Slots.AsSpan())
            {
                if (Volatile.Read(ref slot) is null && Interlocked.CompareExchange(ref slot, array, null) is null)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Some places for arrays, and the way to more of them.</summary>
    private sealed class Block
    {
        internal readonly AlignedArray<T>?[] Slots = new AlignedArray<T>?[8];

        internal Block? Next;

        internal Block Append()
        {
            Block made = new();
            return Interlocked.CompareExchange(ref Next, made, null) ?? made;
        }
    }
}
