using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>What the locals and parameters of a method are at some point of it, as formulas over the function's arguments.</summary>
internal sealed class Scope
{
    private readonly Dictionary<ISymbol, Expr> _numbers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Condition> _truths = new(SymbolEqualityComparer.Default);

    public Expr? Number(ISymbol symbol) => _numbers.TryGetValue(symbol, out var value) ? value : null;

    public Condition? Truth(ISymbol symbol) => _truths.TryGetValue(symbol, out var value) ? value : null;

    public void Set(ISymbol symbol, Expr value) => _numbers[symbol] = value;

    public void Set(ISymbol symbol, Condition value) => _truths[symbol] = value;

    public Scope Copy()
    {
        var copy = new Scope();
        foreach (var pair in _numbers)
        {
            copy._numbers[pair.Key] = pair.Value;
        }

        foreach (var pair in _truths)
        {
            copy._truths[pair.Key] = pair.Value;
        }

        return copy;
    }

    /// <summary>One of two scopes, as a condition says; what only one of them has cannot be read afterwards.</summary>
    public static Scope Merge(Condition condition, Scope ifTrue, Scope ifFalse)
    {
        var merged = new Scope();
        foreach (var symbol in ifTrue._numbers.Keys.Where(ifFalse._numbers.ContainsKey))
        {
            Expr first = ifTrue._numbers[symbol], second = ifFalse._numbers[symbol];
            merged._numbers[symbol] = first.Equals(second) ? first : condition(first, second);
        }

        foreach (var symbol in ifTrue._truths.Keys.Where(ifFalse._truths.ContainsKey))
        {
            Condition first = ifTrue._truths[symbol], second = ifFalse._truths[symbol];
            merged._truths[symbol] = first == second ? first : Conditions.Choose(condition, first, second);
        }

        return merged;
    }
}
