using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>A truth value as what it chooses between: one of two formulas.</summary>
/// <remarks>Where a comparison meets NaN it is false; so !(z &lt; 0) holds for NaN as in C#, since it only swaps the two.</remarks>
internal delegate Expr Condition(Expr ifTrue, Expr ifFalse);

/// <summary>The logic of conditions.</summary>
internal static class Conditions
{
    public static Condition Always { get; } = (ifTrue, _) => ifTrue;

    public static Condition Never { get; } = (_, ifFalse) => ifFalse;

    public static Condition Compare(Expr left, Relation relation, Expr right) => (ifTrue, ifFalse) => ifTrue.Equals(ifFalse) ? ifTrue : SelectExpr.Of(left, relation, right, ifTrue, ifFalse);

    public static Condition Not(Condition condition) => (ifTrue, ifFalse) => condition(ifFalse, ifTrue);

    public static Condition And(Condition left, Condition right) => (ifTrue, ifFalse) => left(right(ifTrue, ifFalse), ifFalse);

    public static Condition Or(Condition left, Condition right) => (ifTrue, ifFalse) => left(ifTrue, right(ifTrue, ifFalse));

    /// <summary>One of two conditions, as a third says.</summary>
    public static Condition Choose(Condition condition, Condition whenTrue, Condition whenFalse) =>
        (ifTrue, ifFalse) => condition(whenTrue(ifTrue, ifFalse), whenFalse(ifTrue, ifFalse));
}
