using BackpropGen.Conformance.Tests.Golden;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>Holds the interpreter itself to the reference vectors, so that it may judge others.</summary>
internal static class InterpreterCheck
{
    public static void Run(NetworkSpec spec, GoldenCase golden)
    {
        var result = new InterpretedNetwork(spec).Run(
            GoldenCase.Canonical(golden.W, golden.B), GoldenCase.Flat(golden.X), GoldenCase.Flat(golden.Target), training: true);
        Agree.Each(GoldenCase.Flat(golden.Output), result.Outputs, 1e-12, 1e-13, "output");
        Agree.One(golden.LossValue / golden.LossScale, result.Loss, 1e-12, 1e-13, "loss");
        Agree.Each(Scaled(GoldenCase.Canonical(golden.WeightGradients, golden.BiasGradients)), result.Gradients, 1e-11, 1e-13, "gradients");
        Agree.Each(Scaled(GoldenCase.Flat(golden.InputGradients)), result.InputGradients, 1e-11, 1e-13, "dx");

        double[] Scaled(double[] values) => System.Array.ConvertAll(values, value => value / golden.LossScale);
    }
}
