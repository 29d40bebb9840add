using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// The functions that activations and losses are made of, for one value and for a vector of values. NaN stays NaN; infinities and values
/// of any size give the limit or the nearest number. Vector forms keep each lane to itself.
/// </summary>
/// <remarks>
/// Error against the exact value, relative: a few units in the last place of T, also where a naive formula would cancel (tanh, expm1,
/// log1p and ln cosh near 0). Scalar and vector forms may differ in the last bits.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Functions
{
    /// <summary>|x|.</summary>
    public static T Abs<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Abs(x);

    /// <summary>|x| in each lane.</summary>
    public static Vector<T> Abs<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Abs(x);

    /// <summary>√x; NaN below 0.</summary>
    public static T Sqrt<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sqrt(x);

    /// <summary>√x in each lane; NaN below 0.</summary>
    public static Vector<T> Sqrt<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.SquareRoot(x);

    /// <summary>The larger of x and y; NaN if either is.</summary>
    public static T Max<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x >= y || T.IsNaN(x) ? x : y;

    /// <summary>The larger of x and y in each lane; NaN if either is.</summary>
    public static Vector<T> Max<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        // Vector.Max itself treats NaN in one way on .NET 8 and in another from .NET 9 on.
        => Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, y) | IsNaN(x), x, y);

    /// <summary>The smaller of x and y; NaN if either is.</summary>
    public static T Min<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x <= y || T.IsNaN(x) ? x : y;

    /// <summary>The smaller of x and y in each lane; NaN if either is.</summary>
    public static Vector<T> Min<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, y) | IsNaN(x), x, y);

    /// <summary>−1 below 0, 1 above 0, 0 at 0, NaN for NaN.</summary>
    public static T Sign<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => x > T.Zero ? T.One : x < T.Zero ? -T.One : x;

    /// <summary>−1 below 0, 1 above 0, 0 at 0, NaN for NaN, in each lane.</summary>
    public static Vector<T> Sign<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> negativeOrSame = Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), new Vector<T>(-T.One), x);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, negativeOrSame);
    }

    /// <summary>t ln o, and 0 where t = 0 (also at o = 0), unless o is NaN.</summary>
    public static T XLogY<T>(T t, T o)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => t == T.Zero && !T.IsNaN(o) ? T.Zero : t * T.Log(o);

    /// <summary>t ln o in each lane, and 0 where t = 0 (also at o = 0), unless o is NaN.</summary>
    public static Vector<T> XLogY<T>(Vector<T> t, Vector<T> o)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> isZero = Vector.AndNot(Vector.Equals(t, Vector<T>.Zero), IsNaN(o));
        return Vector.ConditionalSelect(isZero, Vector<T>.Zero, t * Log(o));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> IsNaN<T>(Vector<T> x) => Vector.OnesComplement(Vector.Equals(x, x));

    /// <summary>The magnitude of one vector with the signs of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> CopySign<T>(Vector<T> magnitude, Vector<T> sign)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Vector.ConditionalSelect(new Vector<T>(T.NegativeZero), sign, magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Constant<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Number<T>.From(value));
}
