using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>A function as a tree: of two variables, or a number, or an operation on others.</summary>
internal abstract record Formula
{
    public abstract IReadOnlyList<Formula> Arguments { get; }

    /// <summary>Simpler ones of the same kind, the simplest first.</summary>
    public abstract IEnumerable<Formula> Simpler();

    /// <summary>As C# over the variables, in float or double.</summary>
    public abstract string Write(IReadOnlyList<string> variables, bool single);

    public abstract Expr ToExpression(IReadOnlyList<Expr> variables);

    /// <summary>The value, with every value on the way and the smooth pieces it comes from written down.</summary>
    public abstract double Evaluate(IReadOnlyList<double> variables, Observation observation);

    public sealed override string ToString() => Write(["z", "p"], single: false);
}

/// <summary>What was met while a formula was evaluated.</summary>
internal sealed class Observation
{
    private readonly List<int> _pieces = [];

    /// <summary>The largest value, at least 1; ∞ if any was no number.</summary>
    public double Scale { get; private set; } = 1;

    public double Note(double value, int piece)
    {
        _pieces.Add(piece);
        Scale = double.IsFinite(value) ? Math.Max(Scale, Math.Abs(value)) : double.PositiveInfinity;
        return value;
    }

    public bool IsInSamePieceAs(Observation other) => _pieces.SequenceEqual(other._pieces);
}

internal sealed record VariableFormula(int Index) : Formula
{
    public override IReadOnlyList<Formula> Arguments => [];

    public override IEnumerable<Formula> Simpler() => [];

    public override string Write(IReadOnlyList<string> variables, bool single) => variables[Index];

    public override Expr ToExpression(IReadOnlyList<Expr> variables) => variables[Index];

    public override double Evaluate(IReadOnlyList<double> variables, Observation observation) => observation.Note(variables[Index], 0);
}

/// <param name="Eighths">Eight times the number, so that float has it, too.</param>
internal sealed record NumberFormula(int Eighths) : Formula
{
    private double Value => Eighths / 8.0;

    public override IReadOnlyList<Formula> Arguments => [];

    public override IEnumerable<Formula> Simpler() => Eighths == 8 ? [] : [new NumberFormula(8)];

    public override string Write(IReadOnlyList<string> variables, bool single)
    {
        string text = Value.ToString("0.0##", CultureInfo.InvariantCulture) + (single ? "f" : "");
        return Value < 0 ? "(" + text + ")" : text;
    }

    public override Expr ToExpression(IReadOnlyList<Expr> variables) => Value;

    public override double Evaluate(IReadOnlyList<double> variables, Observation observation) => observation.Note(Value, 0);
}

internal sealed record OperationFormula(Operation Operation, IReadOnlyList<Formula> Operands) : Formula
{
    public override IReadOnlyList<Formula> Arguments => Operands;

    public override IEnumerable<Formula> Simpler() => Operands.Concat(Operands.SelectMany((operand, i) => operand.Simpler().Append(new NumberFormula(8)).Append(new VariableFormula(0))
        .Where(simpler => !simpler.Equals(operand) && operand is not VariableFormula).Select(simpler => With(i, simpler))));

    public override string Write(IReadOnlyList<string> variables, bool single) =>
        string.Format(CultureInfo.InvariantCulture, Operation.Text.Replace("M.", single ? "MathF." : "Math.", StringComparison.Ordinal).Replace("MathF.Clamp", "Math.Clamp", StringComparison.Ordinal).Replace("T.", single ? "float." : "double.", StringComparison.Ordinal), [.. Operands.Select(operand => (object)operand.Write(variables, single))]);

    public override Expr ToExpression(IReadOnlyList<Expr> variables) => Operation.Expression([.. Operands.Select(operand => operand.ToExpression(variables))]);

    // Branches that are not taken are evaluated, too: what they hold is no number sometimes, and then there is nothing to compare.
    public override double Evaluate(IReadOnlyList<double> variables, Observation observation)
    {
        double[] values = [.. Operands.Select(operand => operand.Evaluate(variables, observation))];
        return observation.Note(Operation.Evaluate(values), Operation.Piece(values));
    }

    private OperationFormula With(int index, Formula operand) => this with { Operands = [.. Operands.Select((own, i) => i == index ? operand : own)] };
}
