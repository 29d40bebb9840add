using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Comparisons, choices by them, and reductions over the lanes.</content>
public partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Equal(Lanes512<T> x, Lanes512<T> y) => new() { _value = Vector512.Equals(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Less(Lanes512<T> x, Lanes512<T> y) => new() { _value = Vector512.LessThan(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LessOrEqual(Lanes512<T> x, Lanes512<T> y) => new() { _value = Vector512.LessThanOrEqual(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Greater(Lanes512<T> x, Lanes512<T> y) => new() { _value = Vector512.GreaterThan(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> GreaterOrEqual(Lanes512<T> x, Lanes512<T> y) => new() { _value = Vector512.GreaterThanOrEqual(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Lanes512<T> x, Lanes512<T> y) => Vector512.GreaterThanAny(x._value, y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLessOrEqual(Lanes512<T> x, Lanes512<T> y) => Vector512.LessThanOrEqualAll(x._value, y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> ifTrue, Lanes512<T> ifFalse) => new() { _value = Vector512.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> x, Lanes512<T> y)
    {
        // The instruction gives its second operand if one is NaN or both are 0.
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Avx512F.Max(y._value.AsSingle(), x._value.AsSingle()).As<float, T>() }
                : new() { _value = Avx512F.Max(y._value.AsDouble(), x._value.AsDouble()).As<double, T>() };
        }

        return new() { _value = Vector512.ConditionalSelect(Vector512.LessThan(x._value, y._value), y._value, x._value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> x, Lanes512<T> y)
    {
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Avx512F.Min(y._value.AsSingle(), x._value.AsSingle()).As<float, T>() }
                : new() { _value = Avx512F.Min(y._value.AsDouble(), x._value.AsDouble()).As<double, T>() };
        }

        return new() { _value = Vector512.ConditionalSelect(Vector512.GreaterThan(x._value, y._value), y._value, x._value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> FirstLanes(int count)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector512.LessThan(Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), Vector512.Create(count)).As<int, T>() }
            : new() { _value = Vector512.LessThan(Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((long)count)).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> KeepFirst(Lanes512<T> value, int count) => count >= Vector512<T>.Count ? value : Select(FirstLanes(count), value, Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> KeepFirst(Lanes512<T> value, int count, T rest) => count >= Vector512<T>.Count ? value : Select(FirstLanes(count), value, Create(rest));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Maximum(Lanes512<T> value) => Lanes256<T>.Maximum(Lanes256<T>.Max(Lanes256<T>.Wrap(value._value.GetLower()), Lanes256<T>.Wrap(value._value.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes512<T> value) => Lanes256<T>.Sum(Lanes256<T>.Wrap(value._value.GetLower() + value._value.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Maximum(Lanes512<T> value, int count)
        => count <= Vector256<T>.Count ? Lanes256<T>.Maximum(Lanes256<T>.Wrap(value._value.GetLower()), count) : Maximum(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes512<T> value, int count)
        => count <= Vector256<T>.Count ? Lanes256<T>.Sum(Lanes256<T>.Wrap(value._value.GetLower()), count) : Sum(value);
}
