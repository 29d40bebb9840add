using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>What local variables hold: the value they were declared with, if nothing ever gives them another.</summary>
internal static class LocalValues
{
    /// <summary>The value's operation; the operation itself when it is no local; null for a local that may hold something else.</summary>
    public static IOperation? Of(IOperation operation)
    {
        if (operation is not ILocalReferenceOperation reference)
        {
            return operation;
        }

        return reference.SemanticModel is { } model && IsConstant(reference.Local) && Declarator(reference.Local)?.Initializer is { } initializer
            ? model.GetOperation(initializer.Value)
            : null;
    }

    /// <summary>Whether a local keeps the value it was declared with.</summary>
    public static bool IsConstant(ILocalSymbol local)
    {
        var scope = local.RefKind == RefKind.None ? Declarator(local)?.Ancestors().FirstOrDefault(node => node is BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax) : null;
        return scope is not null
            && !scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name && IsWritten(name));
    }

    private static VariableDeclaratorSyntax? Declarator(ILocalSymbol local)
        => local.DeclaringSyntaxReferences.Length == 1 ? local.DeclaringSyntaxReferences[0].GetSyntax() as VariableDeclaratorSyntax : null;

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        ExpressionSyntax target = name;
        while (target.Parent is ParenthesizedExpressionSyntax || target.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax })
        {
            target = target.Parent as ExpressionSyntax ?? (ExpressionSyntax)target.Parent.Parent!;
        }

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            ForEachVariableStatementSyntax loop => loop.Variable == target,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword),
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.AddressOfExpression) || unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression),
            PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PostIncrementExpression) || unary.IsKind(SyntaxKind.PostDecrementExpression),
            RefExpressionSyntax => true,
            _ => false,
        };
    }
}
