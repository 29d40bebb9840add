using System;
using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A number.</summary>
internal sealed record ConstantExpr(double Value) : Expr(Hash(1, Value.GetHashCode()), 0)
{
    public override IReadOnlyList<Expr> Children => Array.Empty<Expr>();

    protected override int Rank => 0;

    public override double Evaluate(Func<string, double> variable) => Value;

    public override Expr WithChildren(IReadOnlyList<Expr> children) => this;

    public override int GetHashCode() => base.GetHashCode();

    protected override int CompareOwn(Expr other) => Value.CompareTo(((ConstantExpr)other).Value);
}

/// <summary>A variable, known by its name.</summary>
internal sealed record VariableExpr(string Name) : Expr(Hash(2, Name.GetHashCode()), 0)
{
    public override IReadOnlyList<Expr> Children => Array.Empty<Expr>();

    protected override int Rank => 1;

    public override double Evaluate(Func<string, double> variable) => variable(Name);

    public override Expr WithChildren(IReadOnlyList<Expr> children) => this;

    public override int GetHashCode() => base.GetHashCode();

    protected override int CompareOwn(Expr other) => string.CompareOrdinal(Name, ((VariableExpr)other).Name);
}
