using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Reads the statements that give locals their values, and says what is wrong with those that are no part of a formula.</summary>
internal sealed class AssignmentReader
{
    private readonly ReadContext _context;
    private readonly ExpressionReader _numbers;

    public AssignmentReader(ReadContext context, ExpressionReader numbers)
    {
        _context = context;
        _numbers = numbers;
    }

    public void Run(IOperation statement, Scope scope)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                {
                    Declare(declaration, scope);
                }

                break;
            case IExpressionStatementOperation expression:
                Change(expression.Operation, scope);
                break;
            case ILoopOperation:
                _context.Report(FirstToken(statement), DiagnosticDescriptors.FunctionLoop);
                break;
            case IInvalidOperation:
                _context.FailSilently();
                break;
            default:
                _context.Report(FirstToken(statement), DiagnosticDescriptors.FunctionConstruct, Name(statement), "a function is made of locals, if, switch and return");
                break;
        }
    }

    private void Declare(IVariableDeclarationOperation declaration, Scope scope)
    {
        foreach (var declarator in declaration.Declarators)
        {
            if ((declarator.Initializer ?? declaration.Initializer)?.Value is { } value)
            {
                Set(declarator.Symbol, declarator.Symbol.RefKind == RefKind.None ? value : null, declarator, scope);
            }
        }
    }

    private void Change(IOperation change, Scope scope)
    {
        switch (change)
        {
            case ISimpleAssignmentOperation { IsRef: false, Value: ISimpleAssignmentOperation inner } assignment:
                Change(inner, scope);
                Assign(assignment.Target, inner.Target, scope);
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                Assign(assignment.Target, assignment.Value, scope);
                break;
            case ICompoundAssignmentOperation compound when Variable(compound.Target) is { } symbol && !ConditionReader.IsTruth(compound):
                scope.Set(symbol, _numbers.Combine(compound, compound.OperatorKind, _numbers.Read(compound.Target, scope), _numbers.Read(compound.Value, scope)));
                break;
            case IIncrementOrDecrementOperation step when Variable(step.Target) is { } symbol:
                scope.Set(symbol, _numbers.Read(step.Target, scope) + (step.Kind == OperationKind.Increment ? Expr.One : -1));
                break;
            case IInvalidOperation:
                _context.FailSilently();
                break;
            case IAssignmentOperation { Target: { } target }:
                SideEffect(target);
                break;
            case IIncrementOrDecrementOperation { Target: { } target }:
                SideEffect(target);
                break;
            default:
                _context.Fail(change, DiagnosticDescriptors.FunctionSideEffect, "A statement whose value is not used", "does nothing for the result, or something besides");
                break;
        }
    }

    private void Assign(IOperation target, IOperation value, Scope scope)
    {
        if (target is IDiscardOperation)
        {
            return;
        }

        if (Variable(target) is { } symbol)
        {
            Set(symbol, value, target, scope);
        }
        else
        {
            SideEffect(target);
        }
    }

    private void Set(ISymbol symbol, IOperation? value, IOperation place, Scope scope)
    {
        if (value is null)
        {
            SideEffect(place);
        }
        else if (ConditionReader.IsTruth(value))
        {
            scope.Set(symbol, _numbers.Truths.Read(value, scope));
        }
        else
        {
            scope.Set(symbol, _numbers.Read(value, scope));
        }
    }

    private void SideEffect(IOperation target)
    {
        if (target is IInvalidOperation)
        {
            _context.FailSilently();
            return;
        }

        var what = target switch
        {
            IFieldReferenceOperation field => $"An assignment to the field '{field.Field.Name}'",
            IPropertyReferenceOperation property => $"An assignment to the property '{property.Property.Name}'",
            _ => "An assignment to anything but a local",
        };
        _context.Fail(target, DiagnosticDescriptors.FunctionSideEffect, what, "is an effect besides the result");
    }

    /// <summary>The local or parameter that can be given another value without anyone else seeing it.</summary>
    private static ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local.RefKind: RefKind.None } local => local.Local,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => parameter.Parameter,
        _ => null,
    };

    private static Location FirstToken(IOperation statement) => statement.Syntax.GetFirstToken().GetLocation();

    private static string Name(IOperation statement) => "'" + statement.Syntax.GetFirstToken().Text + "'";
}
