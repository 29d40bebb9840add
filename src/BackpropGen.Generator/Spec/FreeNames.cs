using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Spec;

/// <summary>Finds names that nothing else of a network has, for code fixes to propose.</summary>
internal static class FreeNames
{
    /// <summary>For a member of the user's: <c>OwnThreads</c>, <c>_ownScratch</c>. Whether the user has such a member already, the code fix sees.</summary>
    public static string OfMember(NetworkSpec network, string name)
    {
        var bare = name.TrimStart('_');
        var underscores = name.Substring(0, name.Length - bare.Length);
        var prefix = underscores.Length > 0 || (bare.Length > 0 && char.IsLower(bare[0])) ? "own" : "Own";
        var taken = new HashSet<string>(GeneratedMembers.Public(network).Concat(GeneratedMembers.Private(network)).Select(member => member.Name), StringComparer.Ordinal);
        var capital = bare.Length == 0 ? "" : char.ToUpperInvariant(bare[0]) + bare.Substring(1);
        return Numbered(underscores + prefix + capital, candidate => !taken.Contains(candidate));
    }

    /// <summary>For a layer: its present name, or what messages call it, with a number behind, such that its parameter views are free too.</summary>
    public static string OfLayer(NetworkSpec network, int layer)
    {
        var name = LayerNames.Of(network, layer);
        var start = char.ToUpperInvariant(name[0]) + name.Substring(1);
        return Numbered(network.Layers[layer].Name ?? start, candidate => IsFree(network, layer, candidate));
    }

    private static bool IsFree(NetworkSpec network, int layer, string name)
    {
        var layers = network.Layers.Select((each, index) => index == layer ? each with { Name = name } : each);
        var views = ViewNames.Of(network with { Layers = new(layers) });
        var others = views.Where((_, index) => index != layer).SelectMany(Names);
        return network.Layers.All(each => each.Name != name) && !others.Intersect(Names(views[layer])).Any();
    }

    private static IEnumerable<string> Names(LayerViews views) => new[] { views.First, views.Second }.OfType<string>();

    private static string Numbered(string name, Func<string, bool> isFree)
        => Enumerable.Range(1, int.MaxValue - 1)
            .Select(number => number == 1 ? name : name + number.ToString(CultureInfo.InvariantCulture))
            .First(isFree);
}
