using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec;

/// <summary>The list by which collisions are found, against what is really emitted.</summary>
public sealed class GeneratedMembersTests
{
    public static TheoryData<string> Networks => new(ExampleNetworks.Right.Keys);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_public_member_is_emitted_as_it_is_listed(string name)
    {
        var listed = GeneratedMembers.Public(GeneratorRun.Read(ExampleNetworks.Right[name])).Select(member => member.Key);
        Assert.Equal(listed.Order(), Emitted(name, isPublic: true).Order());
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_private_member_is_listed(string name)
    {
        var listed = GeneratedMembers.Private(GeneratorRun.Read(ExampleNetworks.Right[name])).Select(member => member.Key);
        Assert.Empty(Emitted(name, isPublic: false).Except(listed));
    }

    /// <summary>What collides with the members in the generated file, explicit implementations of interfaces aside.</summary>
    private static string[] Emitted(string name, bool isPublic)
    {
        var output = GeneratorRun.Of(ExampleNetworks.Right[name]).Output;
        Sources.AssertCompiles(output);
        var type = output.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single(each => NetworkAttributes.Network(each) is not null);
        return type.GetMembers()
            .Where(member => member.DeclaringSyntaxReferences.Any(part => part.SyntaxTree.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal)))
            .Where(member => !member.IsImplicitlyDeclared && (member.DeclaredAccessibility == Accessibility.Public) == isPublic && member is not (IMethodSymbol { AssociatedSymbol: not null } or IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 }))
            .Select(MemberCollisions.Key)
            .ToArray();
    }
}
