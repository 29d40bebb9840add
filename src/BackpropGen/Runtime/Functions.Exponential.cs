using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>Exponentials and logarithms: one value by the C library, vectors by the means of Functions.Vectors.cs.</content>
public static partial class Functions
{
    /// <summary>eˣ.</summary>
    public static T Exp<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp(x);

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    public static T Log<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(x);

    /// <summary>eˣ − 1, right to the last bits near 0 too.</summary>
    /// <remarks>With t = tanh(x/2), eˣ − 1 = 2t / (1 − t): nothing cancels while |x| is small.</remarks>
    public static T Expm1<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(T.Abs(x) < T.One))
        {
            return T.Exp(x) - T.One;
        }

        T t = TanhNearZero(x * Number<T>.From(0.5));
        return (t + t) / (T.One - t);
    }

    /// <summary>ln(1 + x), right to the last bits near 0 too; −∞ at −1, NaN below.</summary>
    /// <remarks>With u = 1 + x as rounded, ln u · x / (u − 1): the error of the rounding cancels (Kahan; Goldberg, 1991, theorem 4).</remarks>
    public static T Log1p<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T u = T.One + x;
        if (u == T.One)
        {
            return x;
        }

        return T.Abs(x) < T.One ? T.Log(u) * (x / (u - T.One)) : T.Log(u);
    }
}
