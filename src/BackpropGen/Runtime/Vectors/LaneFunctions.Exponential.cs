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
        V shifter = V.Constant(NumberFormat<T>.Shifter);
        V n = V.MultiplyAdd(x, V.Constant(LogOfTwoInverse), shifter) - shifter;
        return V.Scale(V.Constant(1) + ExpNearZero<V, T>(Remainder<V, T>(x, n)), n);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.BoundedExp"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V BoundedExp<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // From −88 down 2ⁿ is 0.
        return typeof(T) == typeof(float) ? PowerOfTwoPlus<V, T>(V.Max(x, V.Constant(-88)), LogOfTwoInverse, V.Zero) : V.Exp(x);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Expm1"/>
    /// <remarks>Halved on the way, so that 2ⁿ stays finite.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V limited = V.Min(V.Max(x, V.Constant(NumberFormat<T>.Expm1IsMinusOne)), V.Constant(NumberFormat<T>.ExpIsInfinite));
        V half = PartOfExpm1<V, T>(limited, places: 1);

        // −0 stays −0, and denormals keep the last bit, which halving loses.
        return V.Select(V.Less(V.Abs(x), V.Constant(4 * NumberFormat<T>.SmallestNormal)), x, half + half);
    }

    /// <summary>(eˣ − 1) 2^−places as 2ⁿ⁻ᵖ (eʳ − 1) + (2ⁿ⁻ᵖ − 2⁻ᵖ), where 2ⁿ⁻ᵖ is to be finite and a normal number, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PartOfExpm1<V, T>(V x, int places)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V shifter = V.Constant(NumberFormat<T>.Shifter + NumberFormat<T>.Bias - places);
        V shifted = V.MultiplyAdd(x, V.Constant(LogOfTwoInverse), shifter);
        V r = Remainder<V, T>(x, shifted - shifter);
        V power = V.ShiftToExponent(shifted);
        return V.MultiplyAdd(power, ExpNearZero<V, T>(r), power - V.Constant(1.0 / (1 << places)));
    }

    /// <summary>2ˢˣ + a in single precision, where what is rounded before it, s x, is of one part: what is lost grows with |s x|.</summary>
    /// <remarks>
    /// s x = n + f with |f| ≤ ½; 2ᶠ is a polynomial of degree 5 with the least greatest relative error, 9·10⁻⁸, exact at 0 (weighted least squares, the weights following the
    /// errors, in 34 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwoPlus<V, T>(V x, double s, V a)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V shifter = V.Constant(NumberFormat<T>.Shifter + NumberFormat<T>.Bias);
        V shifted = V.MultiplyAdd(x, V.Constant(s), shifter);
        V f = V.MultiplyAdd(x, V.Constant(s), shifter - shifted);
        V power = V.ShiftToExponent(shifted);

        // 2ᶠ = low + f² high; multiplied by 2ⁿ apart, the chain of operations on which the next layer waits is short. The addend keeps ∞ · 0 away and is lost otherwise.
        V ff = V.MultiplyAdd(f, f, V.Constant(1e-30));
        V low = Linear<V, T>(f, 1, 0.6931469776);
        V high = Cubic<V, T>(f, ff, 0.2402224207, 0.05550733784, 0.009671513485, 0.001326471493);
        return V.MultiplyAdd(power * ff, high, V.MultiplyAdd(power, low, a));
    }

    /// <summary>x 2ⁿ in two steps, the first of which is exact, where the hardware has no instruction for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Scale<V, T>(V x, V n)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V shifter = V.Constant(NumberFormat<T>.Shifter);
        V half = V.MultiplyAdd(n, V.Constant(0.5), shifter) - shifter;
        return x * PowerOfTwo<V, T>(half) * PowerOfTwo<V, T>(n - half);
    }

    /// <summary>2ⁿ for whole n of normal numbers' exponents; one less gives 0, one more ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V, T>(V n)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return V.ShiftToExponent(n + V.Constant(NumberFormat<T>.Shifter + NumberFormat<T>.Bias));
    }

    /// <summary>x − n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Remainder<V, T>(V x, V n)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.LogOfTwoLow), V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.LogOfTwoHigh), x));
    }

    /// <summary>eʳ − 1 for |r| ≤ ½ ln 2 as r + r² q(r).</summary>
    /// <remarks>
    /// q is fitted with the least greatest error of eʳ, 3·10⁻⁹, for float, and of eʳ − 1, 1.8·10⁻¹⁷, for double (weighted least squares, the weights following the
    /// errors, in 34 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpNearZero<V, T>(V r)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V rr = r * r;
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.MultiplyAdd(rr, V.Constant(0.0013814611), Linear<V, T>(r, 0.04166838741, 0.008368710035));
            q = V.MultiplyAdd(rr, q, Linear<V, T>(r, 0.4999999345, 0.1666652069));
        }
        else
        {
            V rrrr = rr * rr;
            q = V.MultiplyAdd(rrrr, Linear<V, T>(r, 2.76260243386820057e-7, 2.50537776398006225e-8), Cubic<V, T>(r, rr, 0.00138888889315398707, 0.000198412697190880965, 0.0000248015053059846096, 2.75574074977707708e-6));
            q = V.MultiplyAdd(rrrr, q, Cubic<V, T>(r, rr, 0.500000000000000517, 0.166666666666665893, 0.0416666666665768248, 0.00833333333338950723));
        }

        return V.MultiplyAdd(rr, q, r);
    }
}
