using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Reads truth values: comparisons, their logic, and patterns.</summary>
internal sealed class ConditionReader
{
    private readonly ReadContext _context;
    private readonly ExpressionReader _numbers;

    public ConditionReader(ReadContext context, ExpressionReader numbers)
    {
        _context = context;
        _numbers = numbers;
    }

    /// <summary>Whether an expression is a truth value.</summary>
    public static bool IsTruth(IOperation operation) => operation.Type?.SpecialType == SpecialType.System_Boolean;

    public Condition Read(IOperation operation, Scope scope) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value ? Conditions.Always : Conditions.Never,
        IBinaryOperation binary => Binary(binary, scope),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } unary => Conditions.Not(Read(unary.Operand, scope)),
        IConditionalOperation choice => Conditions.Choose(Read(choice.Condition, scope), Read(choice.WhenTrue, scope), Read(choice.WhenFalse!, scope)),
        ILocalReferenceOperation local => scope.Truth(local.Local) ?? Fail(operation),
        IParameterReferenceOperation parameter => scope.Truth(parameter.Parameter) ?? Fail(operation),
        IParenthesizedOperation parenthesized => Read(parenthesized.Operand, scope),
        IIsPatternOperation match => Pattern(match.Pattern, _numbers.Read(match.Value, scope), scope),
        IInvocationOperation call => SignOf(call, scope),
        IInvalidOperation or { Type.TypeKind: TypeKind.Error } => Broken(_context.FailSilently()),
        _ => Fail(operation),
    };

    /// <summary>Whether a number matches a pattern.</summary>
    public Condition Pattern(IPatternOperation pattern, Expr value, Scope scope)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Conditions.Always;
            case IDeclarationPatternOperation { MatchesNull: true, DeclaredSymbol: { } symbol }:
                scope.Set(symbol, value);
                return Conditions.Always;
            case IConstantPatternOperation constant:
                return Conditions.Compare(value, Relation.Equal, _numbers.Read(constant.Value, scope));
            case IRelationalPatternOperation relational when RelationOf(relational.OperatorKind) is { } relation:
                return Conditions.Compare(value, relation, _numbers.Read(relational.Value, scope));
            case INegatedPatternOperation negated:
                return Conditions.Not(Pattern(negated.Pattern, value, scope));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Conditions.And(Pattern(both.LeftPattern, value, scope), Pattern(both.RightPattern, value, scope));
            case IBinaryPatternOperation either:
                return Conditions.Or(Pattern(either.LeftPattern, value, scope), Pattern(either.RightPattern, value, scope));
            default:
                return Fail(pattern);
        }
    }

    /// <summary>Whether a truth value matches a pattern: <c>true</c>, <c>false</c> or <c>_</c>.</summary>
    public Condition TruthPattern(IPatternOperation pattern, Condition value) => pattern switch
    {
        IDiscardPatternOperation => Conditions.Always,
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool wanted } } => wanted ? value : Conditions.Not(value),
        _ => Fail(pattern),
    };

    private static Relation? RelationOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => Relation.Equal,
        BinaryOperatorKind.LessThan => Relation.Less,
        BinaryOperatorKind.LessThanOrEqual => Relation.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Relation.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Relation.GreaterOrEqual,
        _ => null,
    };

    private Condition Binary(IBinaryOperation binary, Scope scope)
    {
        if (IsTruth(binary.LeftOperand) && IsTruth(binary.RightOperand))
        {
            return Logic(binary, Read(binary.LeftOperand, scope), Read(binary.RightOperand, scope));
        }

        if (binary.OperatorKind == BinaryOperatorKind.NotEquals)
        {
            return Conditions.Not(Compare(binary, Relation.Equal, scope));
        }

        return RelationOf(binary.OperatorKind) is { } relation ? Compare(binary, relation, scope) : Fail(binary);
    }

    private Condition Logic(IBinaryOperation binary, Condition left, Condition right) => binary.OperatorKind switch
    {
        BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => Conditions.And(left, right),
        BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => Conditions.Or(left, right),
        BinaryOperatorKind.Equals => Conditions.Choose(left, right, Conditions.Not(right)),
        BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr => Conditions.Choose(left, Conditions.Not(right), right),
        _ => Fail(binary),
    };

    private Condition Compare(IBinaryOperation binary, Relation relation, Scope scope) =>
        Conditions.Compare(_numbers.Read(binary.LeftOperand, scope), relation, _numbers.Read(binary.RightOperand, scope));

    /// <summary><c>float.IsNegative(z)</c> and its like, but for the sign of zero.</summary>
    private Condition SignOf(IInvocationOperation call, Scope scope)
    {
        if (call.Arguments.Length != 1 || !MathMembers.IsMathType(call.TargetMethod.ContainingType))
        {
            return Fail(call);
        }

        return call.TargetMethod.Name switch
        {
            "IsNegative" => Conditions.Compare(_numbers.Read(call.Arguments[0].Value, scope), Relation.Less, 0),
            "IsPositive" => Conditions.Compare(_numbers.Read(call.Arguments[0].Value, scope), Relation.GreaterOrEqual, 0),
            "IsZero" => Conditions.Compare(_numbers.Read(call.Arguments[0].Value, scope), Relation.Equal, 0),
            _ => Fail(call),
        };
    }

    private Condition Fail(IOperation operation) =>
        Broken(_context.Fail(operation, DiagnosticDescriptors.FunctionConstruct, "this condition", "conditions are comparisons of numbers, joined by &&, || and !"));

    private static Condition Broken(Expr unread) => Conditions.Compare(unread, Relation.Greater, 0);
}
