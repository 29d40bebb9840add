using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>How a condition compares its sides.</summary>
internal enum Relation
{
    Equal, Less, LessOrEqual, Greater, GreaterOrEqual,
}

/// <summary>A function of the table (or the user's) applied to its arguments.</summary>
internal sealed record CallExpr(Function Function, EquatableArray<Expr> Arguments)
    : Expr(Hash(6, Function.GetHashCode(), Arguments.GetHashCode()), Function.Cost + Arguments.Sum(argument => argument.Cost))
{
    public override IReadOnlyList<Expr> Children => Arguments;

    protected override int Rank => 4;

    /// <summary>The only argument, or the first.</summary>
    public Expr Argument => Arguments[0];

    public override double Evaluate(Func<string, double> variable) => Function.Evaluate(Arguments.Select(argument => argument.Evaluate(variable)).ToArray());

    public override Expr WithChildren(IReadOnlyList<Expr> children) => Function.Of(children.ToArray());

    public override int GetHashCode() => base.GetHashCode();

    protected override int CompareOwn(Expr other) => string.CompareOrdinal(Function.Name, ((CallExpr)other).Function.Name);
}

/// <summary>Left compared with right. A comparison with NaN is false.</summary>
internal sealed record Comparison(Expr Left, Relation Relation, Expr Right)
{
    public bool Holds(Func<string, double> variable)
    {
        double left = Left.Evaluate(variable), right = Right.Evaluate(variable);
        return Relation switch
        {
            Relation.Equal => left == right,
            Relation.Less => left < right,
            Relation.LessOrEqual => left <= right,
            Relation.Greater => left > right,
            _ => left >= right,
        };
    }
}

/// <summary>One expression where the condition holds, another where it does not (NaN included).</summary>
internal sealed record SelectExpr(Comparison Condition, Expr IfTrue, Expr IfFalse)
    : Expr(Hash(7, Condition.GetHashCode(), IfTrue.GetHashCode(), IfFalse.GetHashCode()), SelectionCost + Condition.Left.Cost + Condition.Right.Cost + IfTrue.Cost + IfFalse.Cost)
{
    private const int SelectionCost = 2;

    public override IReadOnlyList<Expr> Children => new[] { Condition.Left, Condition.Right, IfTrue, IfFalse };

    protected override int Rank => 5;

    public static Expr Of(Expr left, Relation relation, Expr right, Expr ifTrue, Expr ifFalse) =>
        new SelectExpr(new Comparison(left, relation, right), ifTrue, ifFalse);

    public override double Evaluate(Func<string, double> variable) => (Condition.Holds(variable) ? IfTrue : IfFalse).Evaluate(variable);

    public override Expr WithChildren(IReadOnlyList<Expr> children) => Of(children[0], Condition.Relation, children[1], children[2], children[3]);

    /// <summary>The same condition over mapped branches.</summary>
    public Expr MapBranches(Func<Expr, Expr> map) => new SelectExpr(Condition, map(IfTrue), map(IfFalse));

    public override int GetHashCode() => base.GetHashCode();

    protected override int CompareOwn(Expr other) => Condition.Relation.CompareTo(((SelectExpr)other).Condition.Relation);
}
