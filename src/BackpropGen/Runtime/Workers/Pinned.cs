using System;

namespace BackpropGen.Runtime;

/// <summary>
/// Numbers that other threads work on while their caller holds them in place with <c>fixed</c>. Spans cannot be handed to another thread otherwise: they live on
/// one thread's stack, and the arrays behind the caller's may move.
/// </summary>
/// <param name="first">The first number.</param>
/// <param name="length">How many there are.</param>
internal readonly unsafe struct Pinned<T>(T* first, int length)
    where T : unmanaged
{
    private readonly T* _first = first;

    private readonly int _length = length;

    /// <summary>The numbers; not to be used after the caller has let them go.</summary>
    public Span<T> Span => new(_first, _length);
}
