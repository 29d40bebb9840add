using System;
using System.Collections.Generic;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>The 4-2-2-1 network of document 000, with one step of gradient descent.</summary>
public sealed class Seed000Tests
{
    private static readonly IReadOnlyDictionary<string, GoldenCase> Cases = GoldenFile.Cases("seed000_4_2_2_1.json");

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GoldenSpecs.Compile(Cases.Values));

    public static TheoryData<string> Ids => GoldenFile.Ids(Cases.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Double_agrees(string id)
    {
        var golden = Cases[id];
        var network = Networks.Value.Create<double>(GoldenSpecs.Double(golden));
        GoldenCheck.Double(network, golden);
        Agree.Each(Expected(golden), AfterStep(network, golden), 1e-11, 1e-13, "parameters after a step");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Float_agrees(string id)
    {
        var golden = Cases[id];
        var network = Networks.Value.Create<float>(GoldenSpecs.Double(golden).Single());
        GoldenCheck.Single(network, golden);
        Agree.OfLargest(Expected(golden), AfterStep(network, golden), 3e-4, 1e-3, "parameters after a step");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Interpreter_agrees(string id) => InterpreterCheck.Run(GoldenSpecs.Double(Cases[id]), Cases[id]);

    private static double[] Expected(GoldenCase golden) => GoldenCase.Canonical(golden.WeightsAfterStep, golden.BiasesAfterStep);

    private static double[] AfterStep<T>(ITrainableNetwork<T> network, GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = GoldenCase.Canonical(golden.W, golden.B).To<T>();
        network.SetParameters(parameters);
        network.TrainStep(GoldenCase.Flat(golden.X).To<T>(), GoldenCase.Flat(golden.Target).To<T>(), T.CreateChecked(golden.LearningRate * golden.LossScale));
        network.GetParameters(parameters);
        return parameters.ToDouble();
    }
}
