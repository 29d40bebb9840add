using System.Linq;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>
/// Reads statements in the order in which they run. What a local is after an <c>if</c> is a choice between what it is in either branch; after one that may
/// return, the rest of the method is read once for each branch.
/// </summary>
internal sealed class BodyReader
{
    private readonly ReadContext _context;
    private readonly ExpressionReader _numbers;
    private readonly AssignmentReader _assignments;

    public BodyReader(ReadContext context)
    {
        _context = context;
        _numbers = new ExpressionReader(context);
        _assignments = new AssignmentReader(context, _numbers);
    }

    /// <summary>What a method returns, its parameters being in the scope.</summary>
    /// <param name="method">A method of this compilation.</param>
    /// <param name="scope">Its parameters.</param>
    /// <param name="call">Where it is called; null for the function itself.</param>
    public Expr Read(IMethodSymbol method, Scope scope, IOperation? call = null) => _context.Call(method, call, () =>
        Body(method) is { } body && Run(new Rest(body, null), scope).Value is { } value ? value : _context.FailSilently());

    private IBlockOperation? Body(IMethodSymbol method)
    {
        var declared = method.PartialImplementationPart ?? method;
        if (declared.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_context.CancellationToken) is not { } syntax)
        {
            return null;
        }

        return _context.Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _context.CancellationToken) switch
        {
            IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
            ILocalFunctionOperation local => local.Body,
            _ => null,
        };
    }

    private Outcome Run(Rest? rest, Scope scope)
    {
        while (rest is not null)
        {
            var statement = rest.Statement;
            rest = rest.Next;
            if (statement is not null && !_context.CountStatement(statement))
            {
                return new(ReadContext.Unread, scope);
            }

            switch (statement)
            {
                case null or IEmptyOperation or ILocalFunctionOperation:
                    break;
                case IBlockOperation block:
                    rest = Rest.Before(block.Operations, rest);
                    break;
                case IReturnOperation { ReturnedValue: { } value }:
                    return new(_numbers.Read(value, scope), scope);
                case IBranchOperation { BranchKind: BranchKind.Break } leave:
                    rest = rest?.After(leave.Target);
                    break;
                case IConditionalOperation or ISwitchOperation:
                    var goesOn = Leaves(statement);
                    var outcome = statement is ISwitchOperation choice ? Switch(choice, goesOn ? rest : null, scope) : If((IConditionalOperation)statement, goesOn ? rest : null, scope);
                    if (goesOn)
                    {
                        return outcome;
                    }

                    scope = outcome.Scope;
                    break;
                default:
                    _assignments.Run(statement, scope);
                    break;
            }
        }

        return new(null, scope);
    }

    private Outcome If(IConditionalOperation choice, Rest? rest, Scope scope)
    {
        var condition = _numbers.Truths.Read(choice.Condition, scope);
        var ifTrue = Run(new Rest(choice.WhenTrue, rest), scope.Copy());
        return Join(condition, ifTrue, Run(choice.WhenFalse is { } other ? new Rest(other, rest) : rest, scope.Copy()));
    }

    private Outcome Switch(ISwitchOperation choice, Rest? rest, Scope scope)
    {
        if (!Numbers.IsReal(choice.Value.Type) && !Numbers.IsInteger(choice.Value.Type))
        {
            return new(_context.Fail(choice.Value, DiagnosticDescriptors.FunctionConstruct, "a switch over something that is no number", "use if"), scope);
        }

        var value = _numbers.Read(choice.Value, scope);
        var after = new Rest(null, rest) { Exit = choice.ExitLabel };
        var others = choice.Cases.FirstOrDefault(IsDefault);
        var result = Run(others is null ? rest : Rest.Before(others.Body, after), scope.Copy());
        foreach (var section in choice.Cases.Where(section => !IsDefault(section)).Reverse())
        {
            var matches = section.Clauses.Select(clause => Clause(clause, value, scope)).Aggregate(Conditions.Or);
            result = Join(matches, Run(Rest.Before(section.Body, after), scope.Copy()), result);
        }

        return result;
    }

    // other clauses of the section that is the default change nothing: what no other section matches goes there
    private static bool IsDefault(ISwitchCaseOperation section) => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation);

    private Condition Clause(ICaseClauseOperation clause, Expr value, Scope scope)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                return Conditions.Compare(value, Relation.Equal, _numbers.Read(single.Value, scope));
            case IPatternCaseClauseOperation pattern:
                var matches = _numbers.Truths.Pattern(pattern.Pattern, value, scope);
                return pattern.Guard is null ? matches : Conditions.And(matches, _numbers.Truths.Read(pattern.Guard, scope));
            default:
                _context.Fail(clause, DiagnosticDescriptors.FunctionConstruct, "this case", "cases are numbers, comparisons and patterns of these");
                return Conditions.Never;
        }
    }

    private Outcome Join(Condition condition, Outcome ifTrue, Outcome ifFalse) => (ifTrue.Value, ifFalse.Value) switch
    {
        ({ } first, { } second) => new(first.Equals(second) ? first : condition(first, second), ifTrue.Scope),
        (null, null) => new(null, Scope.Merge(condition, ifTrue.Scope, ifFalse.Scope)),

        // a path without a return, which the C# compiler reports
        _ => new(_context.FailSilently(), ifTrue.Scope),
    };

    /// <summary>Whether a statement may go elsewhere than to the next one.</summary>
    private static bool Leaves(IOperation statement)
    {
        var exits = statement.DescendantsAndSelf().OfType<ISwitchOperation>().Select(each => each.ExitLabel).ToArray();
        return statement.DescendantsAndSelf().Any(each => each is IReturnOperation || (each is IBranchOperation branch && !exits.Contains(branch.Target, SymbolEqualityComparer.Default)));
    }

    /// <summary>What running statements leads to.</summary>
    /// <param name="Value">What they return; null when they do not.</param>
    /// <param name="Scope">The locals at their end.</param>
    private readonly record struct Outcome(Expr? Value, Scope Scope);
}
