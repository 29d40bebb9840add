using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Numbers as bits.</content>
public partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> CopySign(Lanes512<T> magnitude, Lanes512<T> sign) => new() { _value = Vector512.ConditionalSelect(Vector512.Create(T.NegativeZero), sign._value, magnitude._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftToExponent(Lanes512<T> x)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector512.ShiftLeft(x._value.AsInt32(), NumberFormat<T>.ExponentShift).As<int, T>() }
            : new() { _value = Vector512.ShiftLeft(x._value.AsInt64(), NumberFormat<T>.ExponentShift).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> x, Lanes512<T> n)
    {
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Avx512F.Scale(x._value.AsSingle(), n._value.AsSingle()).As<float, T>() }
                : new() { _value = Avx512F.Scale(x._value.AsDouble(), n._value.AsDouble()).As<double, T>() };
        }

        return LaneFunctions.Scale<Lanes512<T>, T>(x, n);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Exponent(Lanes512<T> x)
    {
        // A whole number in the low bits of a number so large that its last place is 1 is added to it; subtracting that number leaves the whole one.
        if (typeof(T) == typeof(float))
        {
            Vector512<int> biased = Vector512.ShiftRightLogical(x._value.AsInt32() - Vector512.Create(NumberFormat<T>.RootOfHalfLessOne32), NumberFormat<T>.ExponentShift);
            return new Lanes512<T> { _value = (biased + Vector512.Create(NumberFormat<T>.IntegerBits32)).As<int, T>() } - Constant(NumberFormat<T>.IntegerNumber + NumberFormat<T>.Bias);
        }

        Vector512<long> wide = Vector512.ShiftRightLogical(x._value.AsInt64() - Vector512.Create(NumberFormat<T>.RootOfHalfLessOne64), NumberFormat<T>.ExponentShift);
        return new Lanes512<T> { _value = (wide + Vector512.Create(NumberFormat<T>.IntegerBits64)).As<long, T>() } - Constant(NumberFormat<T>.IntegerNumber + NumberFormat<T>.Bias);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Mantissa(Lanes512<T> x)
    {
        // What stands below the exponent when counting from √½; √½ added again.
        if (typeof(T) == typeof(float))
        {
            Vector512<int> offset = x._value.AsInt32() - Vector512.Create(NumberFormat<T>.RootOfHalfLessOne32);
            return new() { _value = ((offset & Vector512.Create(NumberFormat<T>.MantissaBits32)) + Vector512.Create(NumberFormat<T>.RootOfHalf32)).As<int, T>() };
        }

        Vector512<long> wide = x._value.AsInt64() - Vector512.Create(NumberFormat<T>.RootOfHalfLessOne64);
        return new() { _value = ((wide & Vector512.Create(NumberFormat<T>.MantissaBits64)) + Vector512.Create(NumberFormat<T>.RootOfHalf64)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsOdd(Lanes512<T> shifted)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector512.Equals(shifted._value.AsInt32() & Vector512<int>.One, Vector512<int>.One).As<int, T>() }
            : new() { _value = Vector512.Equals(shifted._value.AsInt64() & Vector512<long>.One, Vector512<long>.One).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> FlipSign(Lanes512<T> x, Lanes512<T> shifted)
    {
        Vector512<T> inSign = typeof(T) == typeof(float) ? Vector512.ShiftLeft(shifted._value.AsInt32(), 30).As<int, T>() : Vector512.ShiftLeft(shifted._value.AsInt64(), 62).As<long, T>();
        return new() { _value = x._value ^ (inSign & Vector512.Create(T.NegativeZero)) };
    }
}
