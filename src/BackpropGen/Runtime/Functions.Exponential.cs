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

    /// <summary>eˣ − 1 in each lane, right to the last bits near 0 too.</summary>
    public static Vector<T> Expm1<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> t = TanhNearZero(x * Constant<T>(0.5));
        Vector<T> near = (t + t) / (Vector<T>.One - t);
        Vector<T> far = Exp(x) - Vector<T>.One;
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), Vector<T>.One), near, far);
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

    /// <summary>ln(1 + x) in each lane, right to the last bits near 0 too; −∞ at −1, NaN below.</summary>
    public static Vector<T> Log1p<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> u = Vector<T>.One + x;
        Vector<T> log = Log(u);
        Vector<T> corrected = Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), Vector<T>.One), log * (x / (u - Vector<T>.One)), log);
        return Vector.ConditionalSelect(Vector.Equals(u, Vector<T>.One), x, corrected);
    }
}
