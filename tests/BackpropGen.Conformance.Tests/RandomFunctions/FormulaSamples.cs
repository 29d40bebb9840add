using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>Random functions: trees of every operation up to depth 6, of one variable and a parameter, or of output and target.</summary>
internal static class FormulaSamples
{
    private const int MaxDepth = 6;

    private static readonly Gen<Formula> Leaves = Gen.Frequency(
        (5, Gen.Constant<Formula>(new VariableFormula(0))),
        (2, Gen.Constant<Formula>(new VariableFormula(1))),
        (2, Gen.Choose(-24, 24).Select(eighths => (Formula)new NumberFormula(eighths))));

    private static readonly Gen<Operation> Operations = Gen.Frequency(
        (1, Gen.Elements(OperationTable.All.Take(4).ToArray())),
        (2, Gen.Elements(OperationTable.All.ToArray())));

    /// <summary>A group of functions, always the same.</summary>
    public static Formula[] Group(int group, int size) => [.. Gen.Sample(Gen.Choose(1, MaxDepth).SelectMany(OfDepth), size, Source(group), 50)];

    private static Gen<Formula> OfDepth(int depth) => depth == 0 ? Leaves : Gen.Frequency(
        (1, Leaves),
        (7, from operation in Operations
            from operands in Gen.CollectToArray(Enumerable.Repeat(OfDepth(depth - 1), operation.Arity))
            from guarded in Gen.Frequency((7, Gen.Constant(true)), (1, Gen.Constant(false)))
            select (Formula)new OperationFormula(operation, guarded ? Guarded(operation.Domain, operands) : operands)));

    // Without these most functions would have no value at most points.
    private static Formula[] Guarded(Domain domain, Formula[] operands)
    {
        int index = domain == Domain.Divisor ? operands.Length - 1 : 0;
        Formula guard = domain switch
        {
            Domain.Positive => Apply("({0} + {1})", Apply("M.Abs({0})", operands[index]), new NumberFormula(2)),
            Domain.BelowOne => Apply("({0} * {1})", Apply("M.Tanh({0})", operands[index]), new NumberFormula(7)),
            Domain.AboveOne => Apply("({0} + {1})", Apply("M.Abs({0})", operands[index]), new NumberFormula(10)),
            Domain.Small => Apply("({0} * {1})", Apply("M.Tanh({0})", operands[index]), new NumberFormula(20)),
            Domain.Divisor => Apply("({0} + {1})", Apply("M.Sin({0})", operands[index]), new NumberFormula(16)),
            _ => operands[index],
        };
        return [.. operands.Select((operand, i) => i == index ? guard : operand)];
    }

    private static OperationFormula Apply(string text, params Formula[] operands) => new(OperationTable.All.Single(operation => operation.Text == text), operands);

    private static Rnd Source(int group) => new(unchecked((ulong)group * 0xD1342543DE82EF95), 0x9E3779B97F4A7C15);
}
