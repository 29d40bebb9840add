using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Numbers as bits.</content>
public partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> CopySign(Lanes256<T> magnitude, Lanes256<T> sign) => new() { _value = Vector256.ConditionalSelect(Vector256.Create(T.NegativeZero), sign._value, magnitude._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftToExponent(Lanes256<T> x)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector256.ShiftLeft(x._value.AsInt32(), NumberFormat<T>.ExponentShift).As<int, T>() }
            : new() { _value = Vector256.ShiftLeft(x._value.AsInt64(), NumberFormat<T>.ExponentShift).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Scale(Lanes256<T> x, Lanes256<T> n)
    {
        if (Avx512F.VL.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Avx512F.VL.Scale(x._value.AsSingle(), n._value.AsSingle()).As<float, T>() }
                : new() { _value = Avx512F.VL.Scale(x._value.AsDouble(), n._value.AsDouble()).As<double, T>() };
        }

        return LaneFunctions.Scale<Lanes256<T>, T>(x, n);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Exponent(Lanes256<T> x)
    {
        // A whole number in the low bits of a number so large that its last place is 1 is added to it; subtracting that number leaves the whole one.
        if (typeof(T) == typeof(float))
        {
            Vector256<int> biased = Vector256.ShiftRightLogical(x._value.AsInt32() - Vector256.Create(NumberFormat<T>.RootOfHalfLessOne32), NumberFormat<T>.ExponentShift);
            return new Lanes256<T> { _value = (biased + Vector256.Create(NumberFormat<T>.IntegerBits32)).As<int, T>() } - Constant(NumberFormat<T>.IntegerNumber + NumberFormat<T>.Bias);
        }

        Vector256<long> wide = Vector256.ShiftRightLogical(x._value.AsInt64() - Vector256.Create(NumberFormat<T>.RootOfHalfLessOne64), NumberFormat<T>.ExponentShift);
        return new Lanes256<T> { _value = (wide + Vector256.Create(NumberFormat<T>.IntegerBits64)).As<long, T>() } - Constant(NumberFormat<T>.IntegerNumber + NumberFormat<T>.Bias);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Mantissa(Lanes256<T> x)
    {
        // What stands below the exponent when counting from √½; √½ added again.
        if (typeof(T) == typeof(float))
        {
            Vector256<int> offset = x._value.AsInt32() - Vector256.Create(NumberFormat<T>.RootOfHalfLessOne32);
            return new() { _value = ((offset & Vector256.Create(NumberFormat<T>.MantissaBits32)) + Vector256.Create(NumberFormat<T>.RootOfHalf32)).As<int, T>() };
        }

        Vector256<long> wide = x._value.AsInt64() - Vector256.Create(NumberFormat<T>.RootOfHalfLessOne64);
        return new() { _value = ((wide & Vector256.Create(NumberFormat<T>.MantissaBits64)) + Vector256.Create(NumberFormat<T>.RootOfHalf64)).As<long, T>() };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsOdd(Lanes256<T> shifted)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector256.Equals(shifted._value.AsInt32() & Vector256<int>.One, Vector256<int>.One).As<int, T>() }
            : new() { _value = Vector256.Equals(shifted._value.AsInt64() & Vector256<long>.One, Vector256<long>.One).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> FlipSign(Lanes256<T> x, Lanes256<T> shifted)
    {
        Vector256<T> inSign = typeof(T) == typeof(float) ? Vector256.ShiftLeft(shifted._value.AsInt32(), 30).As<int, T>() : Vector256.ShiftLeft(shifted._value.AsInt64(), 62).As<long, T>();
        return new() { _value = x._value ^ (inSign & Vector256.Create(T.NegativeZero)) };
    }
}
