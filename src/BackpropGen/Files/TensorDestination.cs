using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Where the bytes of a tensor go.</summary>
internal abstract class TensorDestination
{
    /// <summary>Takes some bytes of the tensor, whole values.</summary>
    /// <param name="position">How many bytes came before.</param>
    /// <param name="bytes">The bytes.</param>
    public abstract void Put(long position, ReadOnlySpan<byte> bytes);
}

/// <summary>Values of one type as a destination.</summary>
internal sealed class TensorDestination<T>(Memory<T> values) : TensorDestination
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Put(long position, ReadOnlySpan<byte> bytes)
    {
        int size = Unsafe.SizeOf<T>();
        LittleEndian.Read(bytes, values.Span.Slice((int)(position / size), bytes.Length / size));
    }
}
