namespace BackpropGen.Runtime;

/// <content>
/// Circular, hyperbolic and power functions: what users' functions are made of. Denormals, infinities, NaN and the sign of 0 are as in <see cref="System.Math"/>. Errors
/// against the exact value at the same argument are within 4 units in the last place in both precisions, also where sin and cos are near 0. What is left to the base library,
/// one lane after another, is <see cref="Pow"/>, and sin, cos and tan of registers with a lane beyond ±3215 (float) or ±1,647,000 (double).
/// </content>
public partial interface ILanes<TSelf, T>
{
    /// <summary>sin x.</summary>
    static abstract TSelf Sin(TSelf x);

    /// <summary>cos x.</summary>
    static abstract TSelf Cos(TSelf x);

    /// <summary>tan x.</summary>
    static abstract TSelf Tan(TSelf x);

    /// <summary>arcsin x; NaN beyond ±1.</summary>
    static abstract TSelf Asin(TSelf x);

    /// <summary>arccos x; NaN beyond ±1.</summary>
    static abstract TSelf Acos(TSelf x);

    /// <summary>arctan x.</summary>
    static abstract TSelf Atan(TSelf x);

    /// <summary>sinh x.</summary>
    static abstract TSelf Sinh(TSelf x);

    /// <summary>cosh x.</summary>
    static abstract TSelf Cosh(TSelf x);

    /// <summary>arsinh x.</summary>
    static abstract TSelf Asinh(TSelf x);

    /// <summary>arcosh x; NaN below 1.</summary>
    static abstract TSelf Acosh(TSelf x);

    /// <summary>artanh x; ±∞ at ±1, NaN beyond.</summary>
    static abstract TSelf Atanh(TSelf x);

    /// <summary>∛x, with x's sign.</summary>
    static abstract TSelf Cbrt(TSelf x);

    /// <summary>xʸ; NaN for x below 0 unless y is whole, and 1 for y = 0 and for x = 1, whatever the other.</summary>
    static abstract TSelf Pow(TSelf x, TSelf y);

    /// <summary>The angle of the point (x, y), in [−π, π].</summary>
    static abstract TSelf Atan2(TSelf y, TSelf x);

    /// <summary>√(x² + y²), which neither overflows nor underflows on the way; ∞ where one is infinite, also beside NaN.</summary>
    static abstract TSelf Hypot(TSelf x, TSelf y);
}
