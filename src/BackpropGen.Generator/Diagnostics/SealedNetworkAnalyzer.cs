using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Generator.Diagnostics;

/// <summary>Reports networks that nothing derives from and nothing is meant to, but that are not sealed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SealedNetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(DiagnosticDescriptors.NetworkNotSealed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // asked for by the first network that is not sealed, and most are
            var bases = new Lazy<HashSet<INamedTypeSymbol>>(() => Bases(start.Compilation.Assembly));
            start.RegisterSymbolAction(symbol => Analyze(symbol, bases), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<HashSet<INamedTypeSymbol>> bases)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var canBeSealed = type is { TypeKind: TypeKind.Class, IsSealed: false, IsAbstract: false, IsStatic: false, IsRecord: false };
        if (canBeSealed && NetworkAttributes.Network(type) is not null && !type.GetMembers().Any(IsForDerived) && !bases.Value.Contains(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NetworkNotSealed, ProblemLocations.OfName(type), type.Name));
        }
    }

    /// <summary>Whether a member is there for derived classes, who may live in another assembly.</summary>
    private static bool IsForDerived(ISymbol member)
        => (member.IsVirtual || member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal)
            && member is { IsOverride: false, IsImplicitlyDeclared: false };

    private static HashSet<INamedTypeSymbol> Bases(IAssemblySymbol assembly)
    {
        var bases = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            var symbol = open.Pop();
            if (symbol is INamedTypeSymbol { BaseType: { } baseType })
            {
                bases.Add(baseType.OriginalDefinition);
            }

            foreach (var member in symbol.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
            }
        }

        return bases;
    }
}
