using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>eˣ and eˣ − 1: x = n ln 2 + r with |r| ≤ ½ ln 2 (ln 2 in two parts, so that nothing is lost), eˣ = 2ⁿ eʳ.</content>
internal static partial class LaneFunctions
{
    private const double LogOfTwoInverse = 1.44269504088896340736;

    /// <inheritdoc cref="ILanes{TSelf, T}.Exp"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Beyond these limits the result is 0 or ∞ anyway.
        x = V.Min(V.Max(x, V.Constant(NumberFormat<T>.ExpIsZero)), V.Constant(NumberFormat<T>.ExpIsInfinite));
        V n = Round<V, T>(x * V.Constant(LogOfTwoInverse));
        V r = Remainder<V, T>(x, n);
        return V.Scale(V.Constant(1) + ExpNearZero<V, T>(r), n);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Expm1"/>
    /// <remarks>2ⁿ (eʳ − 1) + (2ⁿ − 1), halved so that 2ⁿ stays finite.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V limited = V.Min(V.Max(x, V.Constant(NumberFormat<T>.Expm1IsMinusOne)), V.Constant(NumberFormat<T>.ExpIsInfinite));
        V n = Round<V, T>(limited * V.Constant(LogOfTwoInverse));
        V r = Remainder<V, T>(limited, n);
        V halfPower = V.ShiftToExponent(n + V.Constant(NumberFormat<T>.Shifter + NumberFormat<T>.Bias - 1));
        V half = V.MultiplyAdd(halfPower, ExpNearZero<V, T>(r), halfPower - V.Constant(0.5));

        // Halving loses the last bit of denormals.
        return V.Select(V.Less(V.Abs(x), V.Constant(NumberFormat<T>.SmallestNormal * 4)), x, half + half);
    }

    /// <summary>x 2ⁿ in two steps, the first of which is exact, where the hardware has no instruction for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Scale<V, T>(V x, V n)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V half = Round<V, T>(n * V.Constant(0.5));
        return x * PowerOfTwo<V, T>(half) * PowerOfTwo<V, T>(n - half);
    }

    /// <summary>The nearest whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Round<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => x + V.Constant(NumberFormat<T>.Shifter) - V.Constant(NumberFormat<T>.Shifter);

    /// <summary>2ⁿ for whole n of normal numbers' exponents; one less gives 0, one more ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V, T>(V n)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.ShiftToExponent(n + V.Constant(NumberFormat<T>.Shifter + NumberFormat<T>.Bias));

    /// <summary>x − n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Remainder<V, T>(V x, V n)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.LogOfTwoLow), V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.LogOfTwoHigh), x));

    /// <summary>eʳ − 1 for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpNearZero<V, T>(V r)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum;
        if (typeof(T) == typeof(float))
        {
            sum = V.Constant(1 / 5040.0);
        }
        else
        {
            sum = V.Constant(1 / 6227020800.0);
            sum = Next<V, T>(sum, r, 1 / 479001600.0);
            sum = Next<V, T>(sum, r, 1 / 39916800.0);
            sum = Next<V, T>(sum, r, 1 / 3628800.0);
            sum = Next<V, T>(sum, r, 1 / 362880.0);
            sum = Next<V, T>(sum, r, 1 / 40320.0);
            sum = Next<V, T>(sum, r, 1 / 5040.0);
        }

        sum = Next<V, T>(sum, r, 1 / 720.0);
        sum = Next<V, T>(sum, r, 1 / 120.0);
        sum = Next<V, T>(sum, r, 1 / 24.0);
        sum = Next<V, T>(sum, r, 1 / 6.0);
        sum = Next<V, T>(sum, r, 0.5);
        return V.MultiplyAdd(r * r, sum, r);
    }
}
