using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>What the reading of one function shares with that of the methods it calls: problems, the chain of calls, and limits.</summary>
internal sealed class ReadContext
{
    /// <summary>Formulas of a higher cost are not read: they would take long to simplify, and their code would be of no use.</summary>
    public const int MaxCost = 2_000;

    // A statement after many ifs that may return is read once a path.
    private const int MaxStatements = 5_000;

    // Formulas in formulas; deeper ones could exhaust the stack of the compiler's host.
    private const int MaxDepth = 200;

    private readonly List<FunctionProblem> _problems = new();
    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly Dictionary<Expr, Location> _origins = new();
    private int _statements;
    private int _depth;

    public ReadContext(Compilation compilation, CancellationToken cancellationToken)
    {
        Compilation = compilation;
        CancellationToken = cancellationToken;
    }

    public Compilation Compilation { get; }

    public CancellationToken CancellationToken { get; }

    public IReadOnlyList<FunctionProblem> Problems => _problems;

    /// <summary>Whether there is no formula, since something is an error here or of the C# compiler's.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Where calls and quotients are written that formulas are made of.</summary>
    public IReadOnlyDictionary<Expr, Location> Origins => _origins;

    /// <summary>What stands for an expression that cannot be read, so that the rest of the method is read too.</summary>
    public static Expr Unread { get; } = Expr.Variable("#unread");

    /// <summary>Reports an error; gives what stands for the value.</summary>
    public Expr Fail(IOperation operation, DiagnosticDescriptor rule, params object[] messageArguments)
    {
        Report(operation.Syntax.GetLocation(), rule, messageArguments);
        return Unread;
    }

    /// <summary>Reports an error; a place that is read several times says it once.</summary>
    public void Report(Location location, DiagnosticDescriptor rule, params object[] messageArguments)
    {
        IsBroken |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        if (!_problems.Any(problem => problem.Rule == rule && problem.Location == location))
        {
            _problems.Add(new FunctionProblem(rule, location, messageArguments));
        }
    }

    /// <summary>Takes note of an error that the C# compiler reports.</summary>
    public Expr FailSilently()
    {
        IsBroken = true;
        return Unread;
    }

    /// <summary>Counts a statement; false when there have been too many.</summary>
    public bool CountStatement(IOperation statement)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (_statements++ < MaxStatements)
        {
            return true;
        }

        Fail(statement, DiagnosticDescriptors.FunctionTooLarge);
        return false;
    }

    /// <summary>Reads something within something else, unless that goes too deep.</summary>
    public Expr Nested(IOperation operation, Func<Expr> read)
    {
        if (_depth >= MaxDepth)
        {
            return Fail(operation, DiagnosticDescriptors.FunctionTooLarge);
        }

        _depth++;
        var value = read();
        _depth--;
        return value.Cost > MaxCost ? Fail(operation, DiagnosticDescriptors.FunctionTooLarge) : value;
    }

    /// <summary>Remembers where a formula stands.</summary>
    public Expr Remember(Expr formula, IOperation operation)
    {
        if (!_origins.ContainsKey(formula))
        {
            _origins[formula] = operation.Syntax.GetLocation();
        }

        return formula;
    }

    /// <summary>Reads the body of a method, unless it is being read already.</summary>
    public Expr Call(IMethodSymbol method, IOperation? call, Func<Expr> read)
    {
        if (_calls.Contains(method, SymbolEqualityComparer.Default))
        {
            return Fail(call!, DiagnosticDescriptors.FunctionRecursion, method.Name);
        }

        _calls.Push(method);
        var value = read();
        _calls.Pop();
        return value;
    }
}
