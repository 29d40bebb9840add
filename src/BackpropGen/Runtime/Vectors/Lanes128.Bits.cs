using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Numbers as bits.</content>
public partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> CopySign(Lanes128<T> magnitude, Lanes128<T> sign) => new() { _value = Vector128.ConditionalSelect(Vector128.Create(T.NegativeZero), sign._value, magnitude._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftToExponent(Lanes128<T> x)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector128.ShiftLeft(x._value.AsInt32(), NumberFormat<T>.ExponentShift).As<int, T>() }
            : new() { _value = Vector128.ShiftLeft(x._value.AsInt64(), NumberFormat<T>.ExponentShift).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Scale(Lanes128<T> x, Lanes128<T> n)
    {
        if (Avx512F.VL.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Avx512F.VL.Scale(x._value.AsSingle(), n._value.AsSingle()).As<float, T>() }
                : new() { _value = Avx512F.VL.Scale(x._value.AsDouble(), n._value.AsDouble()).As<double, T>() };
        }

        return LaneFunctions.Scale<Lanes128<T>, T>(x, n);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Exponent(Lanes128<T> x)
    {
        // A whole number in the low bits of a number so large that its last place is 1 is added to it; subtracting that number leaves the whole one.
        if (typeof(T) == typeof(float))
        {
            Vector128<int> biased = Vector128.ShiftRightLogical(x._value.AsInt32() - Vector128.Create(NumberFormat<T>.RootOfHalfLessOne32), NumberFormat<T>.ExponentShift);
            return new Lanes128<T> { _value = (biased + Vector128.Create(NumberFormat<T>.IntegerBits32)).As<int, T>() } - Constant(NumberFormat<T>.IntegerNumber + NumberFormat<T>.Bias);
        }

        Vector128<long> wide = Vector128.ShiftRightLogical(x._value.AsInt64() - Vector128.Create(NumberFormat<T>.RootOfHalfLessOne64), NumberFormat<T>.ExponentShift);
        return new Lanes128<T> { _value = (wide + Vector128.Create(NumberFormat<T>.IntegerBits64)).As<long, T>() } - Constant(NumberFormat<T>.IntegerNumber + NumberFormat<T>.Bias);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Mantissa(Lanes128<T> x)
    {
        // What stands below the exponent when counting from √½; √½ added again.
        if (typeof(T) == typeof(float))
        {
            Vector128<int> offset = x._value.AsInt32() - Vector128.Create(NumberFormat<T>.RootOfHalfLessOne32);
            return new() { _value = ((offset & Vector128.Create(NumberFormat<T>.MantissaBits32)) + Vector128.Create(NumberFormat<T>.RootOfHalf32)).As<int, T>() };
        }

        Vector128<long> wide = x._value.AsInt64() - Vector128.Create(NumberFormat<T>.RootOfHalfLessOne64);
        return new() { _value = ((wide & Vector128.Create(NumberFormat<T>.MantissaBits64)) + Vector128.Create(NumberFormat<T>.RootOfHalf64)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsOdd(Lanes128<T> shifted)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector128.Equals(shifted._value.AsInt32() & Vector128<int>.One, Vector128<int>.One).As<int, T>() }
            : new() { _value = Vector128.Equals(shifted._value.AsInt64() & Vector128<long>.One, Vector128<long>.One).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> FlipSign(Lanes128<T> x, Lanes128<T> shifted)
    {
        Vector128<T> inSign = typeof(T) == typeof(float) ? Vector128.ShiftLeft(shifted._value.AsInt32(), 30).As<int, T>() : Vector128.ShiftLeft(shifted._value.AsInt64(), 62).As<long, T>();
        return new() { _value = x._value ^ (inSign & Vector128.Create(T.NegativeZero)) };
    }
}
