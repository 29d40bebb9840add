using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>tanh, the logistic function and their relatives.</content>
public static partial class Functions
{
    /// <summary>Where tanh goes over from its rational form to the one by eˣ, in which it has lost nothing yet.</summary>
    private const double TanhSwitch = 0.625;

    /// <summary>tanh x.</summary>
    public static T Tanh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T magnitude = T.Abs(x);
        if (magnitude < Number<T>.From(TanhSwitch))
        {
            return TanhNearZero(x);
        }

        T two = T.One + T.One;
        return T.CopySign(T.One - two / (T.One + T.Exp(two * magnitude)), x);
    }

    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
    /// <remarks>By e^−|x|, which cannot overflow: 1 / (1 + e) for x ≥ 0, else e / (1 + e), right to the last bits down to the smallest number.</remarks>
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T e = T.Exp(-T.Abs(x));
        return (x >= T.Zero ? T.One : e) / (T.One + e);
    }

    /// <summary>ln(1 + eˣ).</summary>
    /// <remarks>max(x, 0) + ln(1 + e^−|x|), which cannot overflow.</remarks>
    public static T Softplus<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Max(x, T.Zero) + Log1p(T.Exp(-T.Abs(x)));

    /// <summary>ln cosh x.</summary>
    /// <remarks>
    /// With m = e^−|x| − 1: ln(1 + m² / (2 (1 + m))) while |x| is small, where it is near x²/2; else |x| − ln 2 + ln(1 + e^−2|x|), which cannot overflow.
    /// </remarks>
    public static T LogCosh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T magnitude = T.Abs(x);
        T two = T.One + T.One;
        if (magnitude < T.One)
        {
            T m = Expm1(-magnitude);
            return Log1p(m * m / (two * (T.One + m)));
        }

        return magnitude - Number<T>.From(LogOfTwo) + Log1p(T.Exp(-two * magnitude));
    }

    private const double LogOfTwo = 0.693147180559945309417;

    /// <summary>
    /// tanh x for |x| ≤ <see cref="TanhSwitch"/>: Lambert's continued fraction x / (1 + x² / (3 + x² / (5 + …))), cut off after 15, multiplied out. Its
    /// relative error there is below 10⁻¹⁷; and it keeps the sign and all bits of the smallest x.
    /// </summary>
    private static T TanhNearZero<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T z = x * x;
        T p = ((Number<T>.From(36) * z + Number<T>.From(6930)) * z + Number<T>.From(270270)) * z + Number<T>.From(2027025);
        T q = (((z + Number<T>.From(630)) * z + Number<T>.From(51975)) * z + Number<T>.From(945945)) * z + Number<T>.From(2027025);
        return x * (p / q);
    }
}
