using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Finds the method that a network names, and reads it.</summary>
internal sealed class FunctionFinder
{
    private readonly INamedTypeSymbol _network;
    private readonly bool _isDouble;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;

    /// <param name="network">The network's class.</param>
    /// <param name="isDouble">Its precision, which chooses among overloads.</param>
    /// <param name="compilation">Where methods have bodies.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public FunctionFinder(INamedTypeSymbol network, bool isDouble, Compilation compilation, CancellationToken cancellationToken)
    {
        _network = network;
        _isDouble = isDouble;
        _compilation = compilation;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The function of a name.</summary>
    /// <param name="declaring">The type that declares it; null for the network's class, its base classes and the types around it.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="role">What it must be marked as.</param>
    public FunctionSpec Find(INamedTypeSymbol? declaring, string name, FunctionRole role)
    {
        var types = (declaring is null ? ClassReader.SelfAndOuter(_network) : new[] { declaring }).SelectMany(SelfAndBases).ToArray();
        var named = types.Select(type => Methods(type, name)).FirstOrDefault(methods => methods.Length > 0);
        var missing = new FunctionSpec { Name = name, Declaring = Display(declaring ?? _network) };
        if (named is null)
        {
            return missing with { State = FunctionState.NotFound, Hint = Nearest(types, name, role) };
        }

        if (!SymbolEqualityComparer.Default.Equals(named[0].ContainingAssembly, _compilation.Assembly))
        {
            return missing with { State = FunctionState.Elsewhere, Hint = named[0].ContainingAssembly.Name };
        }

        var marked = named.Where(method => FunctionMark.Has(method, role)).ToArray();
        var fitting = Fitting(marked);
        return marked.Length == 0 ? missing with { State = FunctionState.NotMarked, Hint = role.ToString() }
            : fitting.Length > 1 ? missing with { State = FunctionState.Ambiguous, Hint = string.Join(" and ", fitting.Select(Display)) }
            : FunctionReader.Read(fitting[0], role, _compilation, _cancellationToken).Function;
    }

    /// <summary>Of overloads those of the network's precision, else generic ones, else any.</summary>
    private IMethodSymbol[] Fitting(IMethodSymbol[] methods)
    {
        var precision = _isDouble ? SpecialType.System_Double : SpecialType.System_Single;
        var groups = new[] { methods.Where(method => method.ReturnType.SpecialType == precision), methods.Where(method => method.ReturnType is ITypeParameterSymbol), methods };
        return groups.Select(group => group.ToArray()).FirstOrDefault(group => group.Length > 0) ?? methods;
    }

    private static string? Nearest(INamedTypeSymbol[] types, string name, FunctionRole role) => Spelling.Nearest(name, types.SelectMany(type => type.GetMembers())
        .OfType<IMethodSymbol>()
        .Where(method => FunctionMark.Has(method, role))
        .Select(method => method.Name));

    private static IMethodSymbol[] Methods(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>().ToArray();

    private static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        for (var each = type; each is { SpecialType: not SpecialType.System_Object }; each = each.BaseType)
        {
            yield return each;
        }
    }

    private static string Display(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
