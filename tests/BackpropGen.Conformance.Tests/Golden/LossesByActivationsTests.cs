using System;
using System.Collections.Generic;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>Every loss with every hidden activation.</summary>
public sealed class LossesByActivationsTests
{
    private static readonly IReadOnlyDictionary<string, GoldenCase> Cases = GoldenFile.Cases("losses_x_activations.json");

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
