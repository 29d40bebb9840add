using System;
using System.Collections.Generic;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>Every activation as a hidden and as an output unit, softmax under four losses, regressions, a five-layer network.</summary>
public sealed class ActivationsInNetsTests
{
    private static readonly IReadOnlyDictionary<string, GoldenCase> Cases = GoldenFile.Cases("activations_in_nets.json");

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GoldenSpecs.Compile(Cases.Values));

    public static TheoryData<string> Ids => GoldenFile.Ids(Cases.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Double_agrees(string id) =>
        GoldenCheck.Double(Networks.Value.Create<double>(GoldenSpecs.Double(Cases[id])), Cases[id]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Float_agrees(string id) =>
        GoldenCheck.Single(Networks.Value.Create<float>(GoldenSpecs.Double(Cases[id]).Single()), Cases[id]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Interpreter_agrees(string id) => InterpreterCheck.Run(GoldenSpecs.Double(Cases[id]), Cases[id]);
}
