using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Spec;

/// <summary>Judges a network. Pure: the analyzer reports what it finds, the generator only asks whether there is an error.</summary>
internal static class SpecValidator
{
    private static readonly Func<NetworkSpec, LayerGraph, IEnumerable<SpecProblem>>[] Checks =
    {
        ClassChecks.Find,
        SizeChecks.Find,
        ValueChecks.Find,
        NameChecks.Find,
        WiringChecks.Find,
        ConnectionChecks.Find,
        FunctionUseChecks.Find,
        LossChecks.Find,
        TrainingChecks.Find,
        BudgetChecks.FindValues,
    };

    /// <summary>All that is wrong with a network, in the order of the checks; nothing about what the C# compiler itself reports.</summary>
    public static IReadOnlyList<SpecProblem> Validate(NetworkSpec network)
    {
        if (network.ReadError is not null)
        {
            return Array.Empty<SpecProblem>();
        }

        var graph = new LayerGraph(network);
        var problems = Checks.SelectMany(check => check(network, graph)).Where(problem => !IsUnreadable(network, problem)).ToArray();

        // advice on a network that is yet to be mended would be noise, and may come from the very mistake
        return network.HasUnreadable || problems.Any(problem => problem.IsError)
            ? problems.Where(problem => problem.IsError).ToArray()
            : problems.Concat(BudgetChecks.FindExcesses(network)).ToArray();
    }

    /// <summary>Whether the network can be compiled.</summary>
    public static bool IsValid(NetworkSpec network)
        => network is { CanGenerate: true, HasUnreadable: false, ReadError: null }
            && Validate(network).All(problem => !problem.IsError);

    private static bool IsUnreadable(NetworkSpec network, SpecProblem problem) => problem.Target switch
    {
        ProblemTarget.Network => network.IsUnreadable,
        ProblemTarget.Layer => network.Layers[problem.Index].IsUnreadable,
        _ => false,
    };
}
