using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;
using Xunit.Sdk;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>
/// Random functions in C#, compiled as activations and losses of networks: what these compute, in both precisions, on one row and in vectors, against the functions' values and
/// their differences.
/// </summary>
public sealed class EmittedFunctionTests
{
    private static readonly string[] Outputs = ["Identity", "Sigmoid", "Tanh"];

    /// <summary>Few enough for a network that is written out; more of them for one in vectors.</summary>
    private const int FewFunctions = 12;

    public static TheoryData<int> Groups => FunctionCount.Groups;

    [Theory]
    [MemberData(nameof(Groups))]
    public void Activations_and_their_derivatives_are_right(int group)
    {
        var formulas = FormulaSamples.Group(group, FunctionCount.GroupSize).Where(Expectation.IsAcceptable).ToList();
        var suspects = new[] { formulas.Take(FewFunctions).ToList(), formulas.Skip(FewFunctions).ToList() }.SelectMany(Failures).ToList();
        var reports = suspects.Take(3).Select(formula => Shrinking.Report(formula, ActivationFailure) ?? $"{formula}\n  fails beside others only").ToList();
        Assert.True(reports.Count == 0, $"{suspects.Count} functions fail.\n\n" + string.Join("\n\n", reports));
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Losses_and_their_derivatives_are_right(int group)
    {
        var formulas = FormulaSamples.Group(group, FunctionCount.GroupSize).Where(Expectation.IsAcceptable).Take(FunctionCount.GroupSize / 10).ToList();
        var networks = GeneratedNetworks.Compile([("Losses", FunctionSource.OfLosses(formulas, i => Outputs[i % Outputs.Length]))], new() { Collectible = true });
        var failures = formulas.Select((formula, i) => LossCheck.Failure(formula, Outputs[i % Outputs.Length], networks.Create<double>($"Functions.Network{i}")));
        Assert.Equal([], failures.OfType<string>());
    }

    [Fact]
    public void Functions_without_effect_are_right_too() => Assert.All(Run([new NumberFormula(8), new VariableFormula(1), new VariableFormula(0)]), Assert.Null);

    private static IEnumerable<Formula> Failures(IReadOnlyList<Formula> formulas) => Run(formulas).Select((failure, i) => (failure, i)).Where(item => item.failure is not null).Select(item => formulas[item.i]);

    private static string? ActivationFailure(Formula formula) => Expectation.IsAcceptable(formula) ? Run([formula])[0] : null;

    // A function on which the compiler fails is found by halving.
    private static string?[] Run(IReadOnlyList<Formula> formulas)
    {
        try
        {
            return Compare(formulas);
        }
        catch (Exception exception) when (exception is XunitException or TargetInvocationException or InvalidOperationException)
        {
            int half = formulas.Count / 2;
            return half == 0 ? [(exception.InnerException ?? exception).ToString()] : [.. Run([.. formulas.Take(half)]), .. Run([.. formulas.Skip(half)])];
        }
    }

    private static string?[] Compare(IReadOnlyList<Formula> formulas)
    {
        var networks = GeneratedNetworks.Compile([("Functions", FunctionSource.OfActivations(formulas))], new() { Collectible = true });
        var full = new ActivationRuns<double>(networks.Create<double>(FunctionSource.Double), formulas);
        var single = new ActivationRuns<float>(networks.Create<float>(FunctionSource.Single), formulas);
        var expectations = formulas.Select(formula => new Expectation(formula)).ToArray();
        var failures = new string?[formulas.Count];
        foreach (var z in Points.Arguments)
        {
            Judge(full.At(z), z, isSingle: false);
            Judge(single.At(z), z, isSingle: true);
        }

        return failures;

        void Judge(IReadOnlyList<(double Value, double ByArgument, double ByParameter)>[] runs, double z, bool isSingle)
        {
            for (int i = 0; i < formulas.Count; i++)
            {
                double p = Points.ParameterOf(formulas[i]);
                foreach (var (run, way) in runs.Zip(["one row", "many rows"]))
                {
                    failures[i] ??= expectations[i].Judge(z, p, isSingle, run[i]) is { } wrong ? $"{(isSingle ? "float" : "double")}, {way}, z = {z:R}, p = {p:R}: {wrong}" : null;
                }
            }
        }
    }
}
