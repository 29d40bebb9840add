using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>sin, cos and tan: x = n ½π + r with |r| ≤ ¼π (½π in four parts, so that nothing is lost).</content>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Sin"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sin<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (V.AnyGreater(V.Abs(x), V.Constant(NumberFormat<T>.QuarterTurnsEnd)))
        {
            return LaneByLane<V, T, SinOfLane>(x, x);
        }

        V shifted = QuarterTurns<V, T>(x);
        return OfQuarters<V, T>(shifted, WithinQuarter<V, T>(x, shifted));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Cos"/>
    /// <remarks>cos x = sin(x + ½π): one quarter turn more.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Cos<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (V.AnyGreater(V.Abs(x), V.Constant(NumberFormat<T>.QuarterTurnsEnd)))
        {
            return LaneByLane<V, T, CosOfLane>(x, x);
        }

        V shifted = QuarterTurns<V, T>(x);
        return OfQuarters<V, T>(shifted + V.Constant(1), WithinQuarter<V, T>(x, shifted));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Tan"/>
    /// <remarks>sin r / cos r, or −cos r / sin r where n is odd.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Tan<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (V.AnyGreater(V.Abs(x), V.Constant(NumberFormat<T>.QuarterTurnsEnd)))
        {
            return LaneByLane<V, T, TanOfLane>(x, x);
        }

        V shifted = QuarterTurns<V, T>(x);
        V r = WithinQuarter<V, T>(x, shifted);
        V rr = r * r, sin = SinNearZero<V, T>(r, rr), cos = CosNearZero<V, T>(rr);
        V isOdd = V.IsOdd(shifted);
        return V.Select(isOdd, -cos, sin) / V.Select(isOdd, sin, cos);
    }

    /// <summary>n, in the lowest bits of a number whose last place is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V QuarterTurns<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.MultiplyAdd(x, V.Constant(TwoOverPi), V.Constant(NumberFormat<T>.Shifter));

    private const double TwoOverPi = 0.63661977236758134308;

    /// <summary>r = x − n ½π.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V WithinQuarter<V, T>(V x, V shifted)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V n = shifted - V.Constant(NumberFormat<T>.Shifter);
        V r = V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.HalfPi1), x);
        r = V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.HalfPi2), r);
        r = V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.HalfPi3), r);
        return V.MultiplyAdd(n, V.Constant(-NumberFormat<T>.HalfPi4), r);
    }

    /// <summary>sin(n ½π + r): sin r, cos r, −sin r, −cos r for n = 0, 1, 2, 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfQuarters<V, T>(V shifted, V r)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V rr = r * r;
        return V.FlipSign(V.Select(V.IsOdd(shifted), CosNearZero<V, T>(rr), SinNearZero<V, T>(r, rr)), shifted);
    }

    /// <summary>sin r for |r| ≤ ¼π as r (1 + r² q(r²)), which keeps the sign of 0.</summary>
    /// <remarks>q has the least greatest relative error of sin, 4·10⁻⁹ for float and 4·10⁻¹⁸ for double (Remez' exchange in 40 digits).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinNearZero<V, T>(V r, V rr)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.MultiplyAdd(rr, Linear<V, T>(rr, 0.008332151363, -0.0001951398352), V.Constant(-0.1666665446));
        }
        else
        {
            V rrrr = rr * rr;
            q = V.MultiplyAdd(rrrr * rrrr, Linear<V, T>(rr, -2.5050736820772028106e-8, 1.5895578143996613887e-10), Cubic<V, T>(rr, rrrr, -0.1666666666666662985, 0.0083333333333218908379, -0.00019841269829400425154, 2.7557313553573148045e-6));
        }

        return r * V.MultiplyAdd(rr, q, V.Constant(1));
    }

    /// <summary>cos √z for 0 ≤ z ≤ π²/16 as 1 − ½z + z² q(z), never beyond 1.</summary>
    /// <remarks>q has the least greatest relative error of cos, 10⁻¹⁰ for float and 6·10⁻²⁰ for double (Remez' exchange in 40 digits).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosNearZero<V, T>(V z)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V zz = z * z;
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.MultiplyAdd(zz, V.Constant(2.443166835e-5), Linear<V, T>(z, 0.04166664543, -0.001388730346));
        }
        else
        {
            q = V.MultiplyAdd(zz * zz, Linear<V, T>(z, 2.0875692283300694631e-9, -1.1358083889577781781e-11), Cubic<V, T>(z, zz, 0.041666666666666591101, -0.0013888888888872731986, 0.000024801587288643730282, -2.7557314117740551887e-7));
        }

        return V.MultiplyAdd(zz, q, V.MultiplyAdd(z, V.Constant(-0.5), V.Constant(1)));
    }
}
