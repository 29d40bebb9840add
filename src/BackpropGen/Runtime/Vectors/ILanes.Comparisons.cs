using System.Diagnostics.CodeAnalysis;

namespace BackpropGen.Runtime;

/// <content>Choices and comparisons, whose results are masks: all bits set where the relation holds, none where it does not (also where a side is NaN).</content>
public partial interface ILanes<TSelf, T>
{
    /// <summary>x = y.</summary>
    static abstract TSelf Equal(TSelf x, TSelf y);

    /// <summary>x &lt; y.</summary>
    static abstract TSelf Less(TSelf x, TSelf y);

    /// <summary>x ≤ y.</summary>
    static abstract TSelf LessOrEqual(TSelf x, TSelf y);

    /// <summary>x &gt; y.</summary>
    static abstract TSelf Greater(TSelf x, TSelf y);

    /// <summary>x ≥ y.</summary>
    static abstract TSelf GreaterOrEqual(TSelf x, TSelf y);

    /// <summary>Whether x &gt; y in some lane.</summary>
    static abstract bool AnyGreater(TSelf x, TSelf y);

    /// <summary>Whether x ≤ y in every lane, and none is NaN.</summary>
    static abstract bool AllLessOrEqual(TSelf x, TSelf y);

    /// <summary>One value where a mask is set, another where it is not.</summary>
    [SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "What hardware manuals and numerical libraries call it.")]
    static abstract TSelf Select(TSelf mask, TSelf ifTrue, TSelf ifFalse);

    /// <summary>The larger of x and y; x where it is NaN, also where y is (a constant therefore comes second), and where they are equal, as 0 and −0 are.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The smaller of x and y; x where it is NaN, also where y is (a constant therefore comes second), and where they are equal, as 0 and −0 are.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>The mask that is set in the first lanes.</summary>
    /// <param name="count">How many: none if not above 0, all from <see cref="Count"/> on.</param>
    static abstract TSelf FirstLanes(int count);

    /// <summary>The first lanes; the others become 0.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="count">How many to keep: none if not above 0, all from <see cref="Count"/> on.</param>
    static abstract TSelf KeepFirst(TSelf value, int count);

    /// <summary>The first lanes; the others become <paramref name="rest"/> (−∞ before a maximum, say).</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="count">How many to keep: none if not above 0, all from <see cref="Count"/> on.</param>
    /// <param name="rest">What the other lanes become.</param>
    static abstract TSelf KeepFirst(TSelf value, int count, T rest);

    /// <summary>The largest lane; where lanes are NaN, NaN or the largest of some of the others.</summary>
    static abstract T Maximum(TSelf value);

    /// <summary>The same of the first lanes alone.</summary>
    /// <param name="value">The lanes; those behind the first are −∞.</param>
    /// <param name="count">How many lanes may be larger than −∞, a constant.</param>
    static abstract T Maximum(TSelf value, int count);
}
