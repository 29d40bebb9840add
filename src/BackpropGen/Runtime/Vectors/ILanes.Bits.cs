namespace BackpropGen.Runtime;

/// <content>Numbers as bits: what the functions are built from.</content>
public partial interface ILanes<TSelf, T>
{
    /// <summary>The magnitude of one vector with the signs of another.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The bits moved left, so that the lowest stand where the exponent is: 23 places for float, 52 for double.</summary>
    static abstract TSelf ShiftToExponent(TSelf x);

    /// <summary>x 2ⁿ, rounded once, for whole n up to twice the greatest exponent either way.</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    /// <summary>The e of x = m 2ᵉ with √½ ≤ m &lt; √2, for normal x above 0.</summary>
    static abstract TSelf Exponent(TSelf x);

    /// <summary>The m of x = m 2ᵉ with √½ ≤ m &lt; √2, for normal x above 0.</summary>
    static abstract TSelf Mantissa(TSelf x);

    /// <summary>The mask of odd n, which stand in the lowest bits: a whole number added to one whose last place is 1.</summary>
    static abstract TSelf IsOdd(TSelf shifted);

    /// <summary>x, negated where n, which stands in the lowest bits as in <see cref="IsOdd"/>, is 2 or 3 beyond a multiple of 4.</summary>
    static abstract TSelf FlipSign(TSelf x, TSelf shifted);
}
