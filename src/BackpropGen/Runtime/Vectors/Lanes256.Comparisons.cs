using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Comparisons, choices by them, and reductions over the lanes.</content>
public partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Equal(Lanes256<T> x, Lanes256<T> y) => new() { _value = Vector256.Equals(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Less(Lanes256<T> x, Lanes256<T> y) => new() { _value = Vector256.LessThan(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LessOrEqual(Lanes256<T> x, Lanes256<T> y) => new() { _value = Vector256.LessThanOrEqual(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Greater(Lanes256<T> x, Lanes256<T> y) => new() { _value = Vector256.GreaterThan(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> GreaterOrEqual(Lanes256<T> x, Lanes256<T> y) => new() { _value = Vector256.GreaterThanOrEqual(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Lanes256<T> x, Lanes256<T> y) => Vector256.GreaterThanAny(x._value, y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLessOrEqual(Lanes256<T> x, Lanes256<T> y) => Vector256.LessThanOrEqualAll(x._value, y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> ifTrue, Lanes256<T> ifFalse) => new() { _value = Vector256.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> x, Lanes256<T> y)
    {
        // The instruction gives its second operand if one is NaN or both are 0.
        if (Avx.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Avx.Max(y._value.AsSingle(), x._value.AsSingle()).As<float, T>() }
                : new() { _value = Avx.Max(y._value.AsDouble(), x._value.AsDouble()).As<double, T>() };
        }

        return new() { _value = Vector256.ConditionalSelect(Vector256.LessThan(x._value, y._value), y._value, x._value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> x, Lanes256<T> y)
    {
        if (Avx.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Avx.Min(y._value.AsSingle(), x._value.AsSingle()).As<float, T>() }
                : new() { _value = Avx.Min(y._value.AsDouble(), x._value.AsDouble()).As<double, T>() };
        }

        return new() { _value = Vector256.ConditionalSelect(Vector256.GreaterThan(x._value, y._value), y._value, x._value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> FirstLanes(int count)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector256.LessThan(Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7), Vector256.Create(count)).As<int, T>() }
            : new() { _value = Vector256.LessThan(Vector256.Create(0L, 1, 2, 3), Vector256.Create((long)count)).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> KeepFirst(Lanes256<T> value, int count) => count >= Vector256<T>.Count ? value : Select(FirstLanes(count), value, Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> KeepFirst(Lanes256<T> value, int count, T rest) => count >= Vector256<T>.Count ? value : Select(FirstLanes(count), value, Create(rest));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Maximum(Lanes256<T> value) => Lanes128<T>.Maximum(Lanes128<T>.Max(Lanes128<T>.Wrap(value._value.GetLower()), Lanes128<T>.Wrap(value._value.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes256<T> value) => Lanes128<T>.Sum(Lanes128<T>.Wrap(value._value.GetLower() + value._value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Maximum(Lanes256<T> value, int count)
        => count <= Vector128<T>.Count ? Lanes128<T>.Maximum(Lanes128<T>.Wrap(value._value.GetLower()), count) : Maximum(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes256<T> value, int count)
        => count <= Vector128<T>.Count ? Lanes128<T>.Sum(Lanes128<T>.Wrap(value._value.GetLower()), count) : Sum(value);
}
