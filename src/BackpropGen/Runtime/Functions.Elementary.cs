using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>Circular, hyperbolic and power functions: the base library's, which keep the sign of 0 and know the ends.</content>
public static partial class Functions
{
    /// <summary>sin x.</summary>
    public static T Sin<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sin(x);

    /// <summary>cos x.</summary>
    public static T Cos<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cos(x);

    /// <summary>tan x.</summary>
    public static T Tan<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tan(x);

    /// <summary>arcsin x; NaN beyond ±1.</summary>
    public static T Asin<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Asin(x);

    /// <summary>arccos x; NaN beyond ±1.</summary>
    public static T Acos<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Acos(x);

    /// <summary>arctan x.</summary>
    public static T Atan<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atan(x);

    /// <summary>sinh x.</summary>
    public static T Sinh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sinh(x);

    /// <summary>cosh x.</summary>
    public static T Cosh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cosh(x);

    /// <summary>arsinh x.</summary>
    public static T Asinh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Asinh(x);

    /// <summary>arcosh x; NaN below 1.</summary>
    public static T Acosh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Acosh(x);

    /// <summary>artanh x; ±∞ at ±1, NaN beyond.</summary>
    public static T Atanh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atanh(x);

    /// <summary>∛x, with x's sign.</summary>
    public static T Cbrt<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cbrt(x);

    /// <summary>xʸ; NaN for x below 0 unless y is whole, and 1 for y = 0 and for x = 1, whatever the other.</summary>
    public static T Pow<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Pow(x, y);

    /// <summary>The angle of the point (x, y), in [−π, π].</summary>
    public static T Atan2<T>(T y, T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atan2(y, x);

    /// <summary>√(x² + y²), which neither overflows nor underflows on the way; ∞ where one is infinite, also beside NaN.</summary>
    public static T Hypot<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Hypot(x, y);
}
