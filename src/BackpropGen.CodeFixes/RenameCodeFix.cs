using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackpropGen.CodeFixes;

/// <summary>Renames a member of the user's, or a network, that has the name of a generated member, with all its uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameCodeFix))]
[Shared]
public sealed class RenameCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG0011", "BPG0012");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameAllProvider.Instance;

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(FixProperties.Name, out var name))
        {
            yield return new("Rename to '" + name + "'", FixProperties.Name, (solution, cancellation) => Renaming.OneAfterTheOtherAsync(solution, new[] { diagnostic }, cancellation));
        }
    }
}
