using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Room for the sums of four registers, on the stack.</summary>
[InlineArray(4)]
internal struct FourNumbers<T>
    where T : unmanaged
{
    private T _first;

    /// <summary>The first; the others follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First(ref FourNumbers<T> numbers) => ref Unsafe.As<FourNumbers<T>, T>(ref numbers);
}
