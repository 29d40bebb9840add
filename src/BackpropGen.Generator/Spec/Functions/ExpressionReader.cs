using System;
using System.Linq;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Reads numbers: C# expressions as formulas.</summary>
internal sealed class ExpressionReader
{
    private readonly ReadContext _context;
    private readonly ConditionReader _conditions;
    private readonly CallReader _calls;

    public ExpressionReader(ReadContext context)
    {
        _context = context;
        _conditions = new ConditionReader(context, this);
        _calls = new CallReader(context, this);
    }

    /// <summary>The reader of truth values.</summary>
    public ConditionReader Truths => _conditions;

    /// <summary>The value of an expression whose type is a number.</summary>
    public Expr Read(IOperation operation, Scope scope) => _context.Nested(operation, () => operation switch
    {
        IInvalidOperation or { Type.TypeKind: TypeKind.Error } => _context.FailSilently(),
        _ when !Numbers.IsReal(operation.Type) && !Numbers.IsInteger(operation.Type) => OtherType(operation),
        ILiteralOperation or IDefaultValueOperation or ISizeOfOperation => Constant(operation),
        IParameterReferenceOperation parameter => scope.Number(parameter.Parameter) ?? State(operation, "the parameter", parameter.Parameter),
        ILocalReferenceOperation local => scope.Number(local.Local) ?? (local.ConstantValue.HasValue ? Constant(local) : State(operation, "the variable", local.Local)),
        IFieldReferenceOperation field => Field(field),
        IPropertyReferenceOperation property => Property(property),
        IUnaryOperation unary => Unary(unary, scope),
        IBinaryOperation binary => Binary(binary, scope),
        IConversionOperation conversion => Conversion(conversion, scope),
        IParenthesizedOperation parenthesized => Read(parenthesized.Operand, scope),
        IConditionalOperation conditional => Conditional(conditional, scope),
        ISwitchExpressionOperation choice => Switch(choice, scope),
        IInvocationOperation call => _calls.Read(call, scope),
        IAssignmentOperation or IIncrementOrDecrementOperation => _context.Fail(operation, DiagnosticDescriptors.FunctionConstruct, "an assignment within an expression", "make it a statement of its own"),
        _ => Unknown(operation),
    });

    /// <summary>The result of <c>+</c>, <c>−</c>, <c>·</c> or <c>/</c>, or of one of their compound assignments.</summary>
    public Expr Combine(IOperation operation, BinaryOperatorKind kind, Expr left, Expr right)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Add:
                return left + right;
            case BinaryOperatorKind.Subtract:
                return left - right;
            case BinaryOperatorKind.Multiply:
                return left * right;
            case BinaryOperatorKind.Divide when Numbers.IsInteger(operation.Type):
                return WholeQuotient(operation, left, right);
            case BinaryOperatorKind.Divide:
                return _context.Remember(left / right, operation);
            case BinaryOperatorKind.Remainder:
                return _context.Fail(operation, DiagnosticDescriptors.FunctionStep, "A remainder");
            default:
                return _context.Fail(operation, DiagnosticDescriptors.FunctionInteger, "Arithmetic on bits", "use float or double");
        }
    }

    private Expr WholeQuotient(IOperation operation, Expr left, Expr right) =>
        left is ConstantExpr a && right is ConstantExpr b && b.Value != 0 && a.Value % b.Value == 0
            ? a.Value / b.Value
            : _context.Fail(operation, DiagnosticDescriptors.FunctionInteger, "A division of integers", "it drops the fraction; write one of them with a decimal point");

    private Expr Unknown(IOperation operation) => operation switch
    {
        IThrowOperation => _context.Fail(operation, DiagnosticDescriptors.FunctionConstruct, "throw", "a function must have a value for every number"),
        IAwaitOperation => _context.Fail(operation, DiagnosticDescriptors.FunctionConstruct, "await", "a function is a formula"),
        _ => _context.Fail(operation, DiagnosticDescriptors.FunctionConstruct, "this expression", "docs/functions.md lists what is understood"),
    };

    private Expr OtherType(IOperation operation) => operation is IThrowOperation
        ? Unknown(operation)
        : _context.Fail(operation, DiagnosticDescriptors.FunctionConstruct, $"a value of the type {operation.Type?.ToDisplayString() ?? "void"}", "use float, double or a generic floating-point T");

    private Expr State(IOperation operation, string kind, ISymbol symbol) => _context.IsBroken
        ? ReadContext.Unread
        : _context.Fail(operation, DiagnosticDescriptors.FunctionState, $"{kind} '{symbol.Name}'", "it must get its value within the method");

    private Expr Constant(IOperation operation) => ConstantOrNull(operation) ?? Unknown(operation);

    private Expr? ConstantOrNull(IOperation operation)
    {
        if (!operation.ConstantValue.HasValue || Numbers.Value(operation.ConstantValue.Value) is not { } value)
        {
            // default of a type parameter, which is no constant for C#
            return operation is IDefaultValueOperation ? Expr.Zero : null;
        }

        return double.IsNaN(value) || double.IsInfinity(value)
            ? _context.Fail(operation, DiagnosticDescriptors.FunctionConstruct, "a constant that is not finite", "a formula is made of numbers")
            : value;
    }

    private Expr Field(IFieldReferenceOperation field)
    {
        if (field.Field.IsConst)
        {
            return MathMembers.IsMathType(field.Field.ContainingType) && MathMembers.Constant(field.Field.Name) is { } exact ? exact : Constant(field);
        }

        return _context.Fail(field, DiagnosticDescriptors.FunctionState, $"the field '{field.Field.Name}'", field.Field is { IsStatic: true, IsReadOnly: true }
            ? "its value is not known to the compiler, even though it never changes; make it const"
            : "it can change while the network runs; make it const, or a [Parameter] that training changes");
    }

    private Expr Property(IPropertyReferenceOperation property) =>
        MathMembers.IsMathType(property.Property.ContainingType) && MathMembers.Constant(property.Property.Name) is { } value
            ? value
            : _context.Fail(property, DiagnosticDescriptors.FunctionState, $"the property '{property.Property.Name}'", "its value is not known to the compiler; use a const field");

    private Expr Unary(IUnaryOperation unary, Scope scope) => unary.OperatorKind switch
    {
        UnaryOperatorKind.Minus => -Read(unary.Operand, scope),
        UnaryOperatorKind.Plus => Read(unary.Operand, scope),
        _ => _context.Fail(unary, DiagnosticDescriptors.FunctionInteger, "Arithmetic on bits", "use float or double"),
    };

    private Expr Binary(IBinaryOperation binary, Scope scope) =>
        Combine(binary, binary.OperatorKind, Read(binary.LeftOperand, scope), Read(binary.RightOperand, scope));

    private Expr Conversion(IConversionOperation conversion, Scope scope)
    {
        var operand = Read(conversion.Operand, scope);
        var drops = Numbers.IsInteger(conversion.Type) && Numbers.IsReal(conversion.Operand.Type);
        return drops ? _context.Fail(conversion, DiagnosticDescriptors.FunctionStep, "A conversion to an integer") : operand;
    }

    private Expr Conditional(IConditionalOperation conditional, Scope scope) =>
        _conditions.Read(conditional.Condition, scope)(Read(conditional.WhenTrue, scope), Read(conditional.WhenFalse!, scope));

    private Expr Switch(ISwitchExpressionOperation choice, Scope scope)
    {
        var value = Numbers.IsReal(choice.Value.Type) || Numbers.IsInteger(choice.Value.Type) ? Read(choice.Value, scope) : null;
        var arms = choice.Arms.Select(arm => (Condition: Arm(arm, choice.Value, value, scope), Value: Read(arm.Value, scope))).ToArray();
        if (arms.Length == 0 || arms[arms.Length - 1].Condition != Conditions.Always)
        {
            return _context.Fail(choice, DiagnosticDescriptors.FunctionConstruct, "a switch without an arm for every number", "let its last arm be _ => …");
        }

        return arms.Take(arms.Length - 1).Reverse().Aggregate(arms[arms.Length - 1].Value, (others, arm) => arm.Condition(arm.Value, others));
    }

    private Condition Arm(ISwitchExpressionArmOperation arm, IOperation subject, Expr? value, Scope scope)
    {
        var matches = value is null ? _conditions.TruthPattern(arm.Pattern, _conditions.Read(subject, scope)) : _conditions.Pattern(arm.Pattern, value, scope);
        return arm.Guard is null ? matches : Conditions.And(matches, _conditions.Read(arm.Guard, scope));
    }
}
