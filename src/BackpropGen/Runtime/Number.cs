using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// Conversions between double and T, float or double. The base class library's CreateTruncating boxes its argument until the JIT has optimised the caller,
/// and the first steps are not to allocate either.
/// </summary>
internal static class Number<T>
    where T : unmanaged
{
    /// <summary>The nearest T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T From(double value)
        => typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);

    /// <summary>The same number in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double ToDouble(T value)
        => typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);
}
