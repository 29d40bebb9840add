using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Comparisons, choices by them, and reductions over the lanes.</content>
public partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Equal(Lanes128<T> x, Lanes128<T> y) => new() { _value = Vector128.Equals(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Less(Lanes128<T> x, Lanes128<T> y) => new() { _value = Vector128.LessThan(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> LessOrEqual(Lanes128<T> x, Lanes128<T> y) => new() { _value = Vector128.LessThanOrEqual(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Greater(Lanes128<T> x, Lanes128<T> y) => new() { _value = Vector128.GreaterThan(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> GreaterOrEqual(Lanes128<T> x, Lanes128<T> y) => new() { _value = Vector128.GreaterThanOrEqual(x._value, y._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Lanes128<T> x, Lanes128<T> y) => Vector128.GreaterThanAny(x._value, y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLessOrEqual(Lanes128<T> x, Lanes128<T> y) => Vector128.LessThanOrEqualAll(x._value, y._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> ifTrue, Lanes128<T> ifFalse) => new() { _value = Vector128.ConditionalSelect(mask._value, ifTrue._value, ifFalse._value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> x, Lanes128<T> y)
    {
        // The instruction gives its second operand if one is NaN or both are 0.
        if (Sse2.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Sse.Max(y._value.AsSingle(), x._value.AsSingle()).As<float, T>() }
                : new() { _value = Sse2.Max(y._value.AsDouble(), x._value.AsDouble()).As<double, T>() };
        }

        return new() { _value = Vector128.ConditionalSelect(Vector128.LessThan(x._value, y._value), y._value, x._value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> x, Lanes128<T> y)
    {
        if (Sse2.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new() { _value = Sse.Min(y._value.AsSingle(), x._value.AsSingle()).As<float, T>() }
                : new() { _value = Sse2.Min(y._value.AsDouble(), x._value.AsDouble()).As<double, T>() };
        }

        return new() { _value = Vector128.ConditionalSelect(Vector128.GreaterThan(x._value, y._value), y._value, x._value) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> FirstLanes(int count)
        => typeof(T) == typeof(float)
            ? new() { _value = Vector128.LessThan(Vector128.Create(0, 1, 2, 3), Vector128.Create(count)).As<int, T>() }
            : new() { _value = Vector128.LessThan(Vector128.Create(0L, 1), Vector128.Create((long)count)).As<long, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> KeepFirst(Lanes128<T> value, int count) => count >= Vector128<T>.Count ? value : Select(FirstLanes(count), value, Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> KeepFirst(Lanes128<T> value, int count, T rest) => count >= Vector128<T>.Count ? value : Select(FirstLanes(count), value, Create(rest));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Maximum(Lanes128<T> value)
    {
        Lanes128<T> larger = Max(value, SwapHalves(value));
        return (typeof(T) == typeof(float) ? Max(larger, SwapNeighbours(larger)) : larger)._value.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes128<T> value)
    {
        Lanes128<T> sum = value + SwapHalves(value);
        return (typeof(T) == typeof(float) ? sum + SwapNeighbours(sum) : sum)._value.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<T> SwapHalves(Lanes128<T> value) => new() { _value = Vector128.Shuffle(value._value.AsInt64(), Vector128.Create(1L, 0)).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<T> SwapNeighbours(Lanes128<T> value) => new() { _value = Vector128.Shuffle(value._value.AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Maximum(Lanes128<T> value, int count) => Maximum(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes128<T> value, int count) => Sum(value);
}
