namespace BackpropGen.Runtime;

/// <content>
/// The functions of <see cref="Functions"/>, lane by lane. Denormal arguments and results, infinities and NaN are right in all of them. Errors hold against the
/// exact value at the same argument: for float, bounded functions are within 2.4·10⁻⁷ (absolute), the others within 4 units in the last place; for double
/// 10⁻¹⁵ and 4 units.
/// </content>
public partial interface ILanes<TSelf, T>
{
    /// <summary>eˣ.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>eˣ for x ≤ 0, right as a bounded function is, absolutely: what sums of exponentials take whose largest is 1, as softmax does. Above 0 it may be anything.</summary>
    static abstract TSelf BoundedExp(TSelf x);

    /// <summary>eˣ − 1, right to the last bits near 0 too.</summary>
    static abstract TSelf Expm1(TSelf x);

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary>ln(1 + x), right to the last bits near 0 too; −∞ at −1, NaN below.</summary>
    static abstract TSelf Log1p(TSelf x);

    /// <summary>t ln o, and 0 where t = 0 (also at o = 0), unless o is NaN.</summary>
    static abstract TSelf XLogY(TSelf t, TSelf o);

    /// <summary>tanh x, never beyond ±1.</summary>
    static abstract TSelf Tanh(TSelf x);

    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
    static abstract TSelf Sigmoid(TSelf x);

    /// <summary>ln(1 + eˣ).</summary>
    static abstract TSelf Softplus(TSelf x);

    /// <summary>ln cosh x.</summary>
    static abstract TSelf LogCosh(TSelf x);

    /// <summary>The error function erf x = 2/√π ∫₀ˣ e^−t² dt, never beyond ±1.</summary>
    static abstract TSelf Erf(TSelf x);

    /// <summary>√x; NaN below 0.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>|x|.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>−1 below 0, 1 above 0, 0 at 0, NaN for NaN.</summary>
    static abstract TSelf Sign(TSelf x);
}
