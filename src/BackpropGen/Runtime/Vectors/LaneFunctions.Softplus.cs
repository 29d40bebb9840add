using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>Logarithms of sums of exponentials, written so that nothing overflows.</content>
internal static partial class LaneFunctions
{
    private const double LogOfTwo = 0.693147180559945309417;

    /// <inheritdoc cref="ILanes{TSelf, T}.Softplus"/>
    /// <remarks>max(x, 0) + ln(1 + e^−|x|).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Softplus<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return V.Max(x, V.Zero) + LogOfOnePlus<V, T>(V.Exp(-V.Abs(x)));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.LogCosh"/>
    /// <remarks>|x| − ln 2 + ln(1 + e^−2|x|); where that cancels, a polynomial for float, and for double, with m = e^|x| − 1, ln(1 + m² / (2 (1 + m))).</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V LogCosh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V isSmall = V.Less(magnitude, V.Constant(1));
        if (typeof(T) == typeof(float))
        {
            V large = magnitude - V.Constant(LogOfTwo) + LogOfOnePlus<V, T>(V.Exp(V.Constant(-2) * magnitude));
            return V.Select(isSmall, LogCoshNearZero<V, T>(x * x), large);
        }

        V m = V.Expm1(magnitude);
        V e = V.Constant(1) / (V.Constant(1) + m);
        V log = V.Log1p(e * V.Select(isSmall, V.Constant(0.5) * m * m, e));
        return V.Select(isSmall, V.Zero, magnitude - V.Constant(LogOfTwo)) + log;
    }

    /// <summary>ln(1 + e) for 0 ≤ e ≤ 1.</summary>
    /// <remarks>Float: e + e² q(e) with the least greatest relative error, 5·10⁻⁹ (weighted least squares, the weights following the errors, in 34 digits).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfOnePlus<V, T>(V e)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float))
        {
            return V.Log1p(e);
        }

        V ee = e * e;
        V eeee = ee * ee;
        V q = V.MultiplyAdd(eeee, V.Constant(-0.003318419085), Cubic<V, T>(e, ee, -0.1535537031, 0.1068051085, -0.05766399845, 0.02020434556));
        q = V.MultiplyAdd(eeee, q, Cubic<V, T>(e, ee, -0.4999993276, 0.3333051116, -0.2495858574, 0.1969539169));
        return V.MultiplyAdd(ee, q, e);
    }

    /// <summary>ln cosh √z in single precision for 0 ≤ z ≤ 1.</summary>
    /// <remarks>Degree 7 without constant; least greatest relative error, 7·10⁻⁹ (weighted least squares, the weights following the errors, in 34 digits).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogCoshNearZero<V, T>(V z)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V zz = z * z;
        V q = V.MultiplyAdd(zz, V.Constant(8.657097143e-5), Linear<V, T>(z, 0.002077346997, -0.0005562256834));
        return z * V.MultiplyAdd(zz * zz, q, Cubic<V, T>(z, zz, 0.4999999966, -0.08333299249, 0.02221657493, -0.006710437916));
    }
}
