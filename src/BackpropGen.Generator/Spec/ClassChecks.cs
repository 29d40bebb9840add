using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether the user's class can be a network.</summary>
internal static class ClassChecks
{
    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
        => Kind(network).Concat(Containers(network)).Concat(Members(network)).Concat(Layers(network));

    private static IEnumerable<SpecProblem> Kind(NetworkSpec network)
    {
        var facts = network.Class;
        var rules = new[]
        {
            (!facts.IsPartial, DiagnosticDescriptors.NetworkNotPartial),
            (facts.TypeParameters.Length > 0 || facts.Containers.Any(container => container.IsGeneric), DiagnosticDescriptors.NetworkGeneric),
            (facts.IsStatic, DiagnosticDescriptors.NetworkStatic),
            (facts.IsAbstract, DiagnosticDescriptors.NetworkAbstract),
            (facts.IsRecord, DiagnosticDescriptors.NetworkRecord),
            (facts.IsFileLocal, DiagnosticDescriptors.NetworkFileLocal),
        };
        return rules.Where(rule => rule.Item1).Select(rule => SpecProblem.OfClass(rule.Item2, network.Name))
            .Concat(Surroundings(network));
    }

    private static IEnumerable<SpecProblem> Surroundings(NetworkSpec network)
    {
        if (network.Class.BaseWithoutConstructor is { } baseClass)
        {
            yield return SpecProblem.OfClass(DiagnosticDescriptors.NoBaseConstructor, network.Name, baseClass);
        }

        if (network.Class.OldLanguage is { } language)
        {
            yield return SpecProblem.OfClass(DiagnosticDescriptors.LanguageTooOld, network.Name, language);
        }
    }

    private static IEnumerable<SpecProblem> Containers(NetworkSpec network)
    {
        var containers = network.Class.Containers;
        return Enumerable.Range(0, containers.Count)
            .Where(index => !containers[index].IsPartial)
            .Select(index => new SpecProblem(DiagnosticDescriptors.ContainerNotPartial, ProblemTarget.Container, index)
            {
                MessageArguments = new object[] { containers[index].Name, network.Name },
            });
    }

    private static IEnumerable<SpecProblem> Members(NetworkSpec network)
    {
        for (var i = 0; i < network.Collisions.Count; i++)
        {
            var collision = network.Collisions[i];
            yield return new SpecProblem(DiagnosticDescriptors.MemberCollision, ProblemTarget.Member, i) { MessageArguments = new object[] { network.Name, collision.Display } }
                .WithFix(FixProperties.Name, collision.IsConstructor ? null : FreeNames.OfMember(network, collision.Name));
        }

        var name = Identifiers.Unescape(network.Name);
        if (GeneratedMembers.Public(network).Concat(GeneratedMembers.Private(network)).Any(member => member.Name == name))
        {
            yield return SpecProblem.OfClass(DiagnosticDescriptors.NameCollision, network.Name).WithFix(FixProperties.Name, name + "Network");
        }
    }

    private static IEnumerable<SpecProblem> Layers(NetworkSpec network)
    {
        if (network.Layers.Count == 0)
        {
            var (units, activation) = Outputs.Layer(network.Loss);
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.NoLayer, null, network.Name)
                .WithFix(FixProperties.Units, units)
                .WithFix(FixProperties.Activation, activation);
        }

        if (network.Class.LayersAreSpread)
        {
            yield return SpecProblem.OfClass(DiagnosticDescriptors.LayersSpread, network.Name);
        }
    }
}
