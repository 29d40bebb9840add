using System.ComponentModel;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// The functions that activations and losses are made of. NaN stays NaN; infinities and values of any size give the limit or
/// the nearest number. <see cref="ILanes{TSelf, T}"/> has them for registers.
/// </summary>
/// <remarks>
/// Error against the exact value, relative: a few units in the last place of T, also where a naive formula would cancel (tanh, expm1,
/// log1p and ln cosh near 0). Registers may differ in the last bits.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Functions
{
    /// <summary>|x|.</summary>
    public static T Abs<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Abs(x);

    /// <summary>√x; NaN below 0.</summary>
    public static T Sqrt<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sqrt(x);

    /// <summary>The larger of x and y; NaN if either is.</summary>
    public static T Max<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x >= y || T.IsNaN(x) ? x : y;

    /// <summary>The smaller of x and y; NaN if either is.</summary>
    public static T Min<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x <= y || T.IsNaN(x) ? x : y;

    /// <summary>−1 below 0, 1 above 0, 0 at 0, NaN for NaN.</summary>
    public static T Sign<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => x > T.Zero ? T.One : x < T.Zero ? -T.One : x;

    /// <summary>t ln o, and 0 where t = 0 (also at o = 0), unless o is NaN.</summary>
    public static T XLogY<T>(T t, T o)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => t == T.Zero && !T.IsNaN(o) ? T.Zero : t * T.Log(o);
}
