using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.OwnFunctions;

/// <summary>What is emitted for functions of the user's own does what the methods themselves do, and its gradients are differences of that: every function in every kernel, in both precisions.</summary>
public sealed class OwnFunctionTests
{
    private const int Rows = 37;

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(
        Cases().SelectMany(each => new[] { false, true }.Select(isDouble => (FunctionCases.Name(each.Activation, each.Loss, each.Shape, isDouble), FunctionCases.Source(each.Activation, each.Loss, each.Shape, isDouble))))));

    public static TheoryData<string, string, string> All
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            Cases().ToList().ForEach(each => data.Add(each.Activation, each.Loss, each.Shape));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Doubles_agree_with_the_methods(string activation, string loss, string shape) => Check<double>(activation, loss, shape, 1e-10, 1e-6);

    [Theory]
    [MemberData(nameof(All))]
    public void Singles_agree_with_the_methods(string activation, string loss, string shape) => Check<float>(activation, loss, shape, 2e-5, 5e-4);

    private static IEnumerable<(string Activation, string Loss, string Shape)> Cases()
    {
        var losses = FunctionCases.Losses.Keys.ToArray();
        var number = 0;
        return FunctionCases.Activations.Keys.SelectMany(_ => FunctionCases.Shapes.Keys, (activation, shape) => (activation, losses[number++ % losses.Length], shape)).ToArray();
    }

    private static void Check<T>(string activation, string loss, string shape, double ofValues, double ofGradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var name = FunctionCases.Name(activation, loss, shape, typeof(T) == typeof(double));
        var type = Networks.Value.Type(FunctionCases.Name(activation, loss, shape, isDouble: true));
        var widths = FunctionCases.Shapes[shape];
        var chain = new ReferenceChain(widths, Method<Func<double, double>>(type, "F"), Method<Func<double, double>>(type, "Output"), Method<Func<double, double, double>>(type, "Error"));
        var random = new Random(name.Length);
        double[] parameters = Draw(chain.ParameterCount, -0.6, 0.6), inputs = Draw(Rows * widths[0], -2, 2), targets = Draw(Rows * widths[^1], 0.05, 0.95);

        var network = Networks.Value.Create<T>(name);
        network.SetParameters(parameters.To<T>());
        var outputs = new T[targets.Length];
        network.Predict(inputs.To<T>(), outputs);
        Agree.OfLargest(chain.Predict(parameters, inputs), outputs.ToDouble(), ofValues, 1, "outputs");
        foreach (var rows in new[] { 1, Rows })
        {
            CheckRows(network, chain, parameters, inputs[..(rows * widths[0])], targets[..(rows * widths[^1])], ofGradients);
        }

        double[] Draw(int count, double low, double high) => [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))];
    }

    private static void CheckRows<T>(ITrainableNetwork<T> network, ReferenceChain chain, double[] parameters, double[] inputs, double[] targets, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] gradients = new T[parameters.Length], inputGradients = new T[inputs.Length], single = parameters.To<T>();
        network.SetParameters(single);
        var loss = network.ComputeGradients(inputs.To<T>(), targets.To<T>(), gradients, inputGradients);
        Agree.One(chain.Loss(parameters, inputs, targets), double.CreateChecked(loss), tolerance, tolerance, "loss");
        var expected = chain.Gradients(parameters, inputs, targets);
        Compare(expected.Parameters, gradients.ToDouble(), tolerance, "gradients");
        Compare(expected.Inputs, inputGradients.ToDouble(), tolerance, "input gradients");

        // the fused step of this kernel, on these rows
        network.TrainStep(inputs.To<T>(), targets.To<T>(), T.CreateChecked(0.5));
        var after = new T[parameters.Length];
        network.GetParameters(after);
        Agree.OfLargest([.. single.Zip(gradients, (p, g) => double.CreateChecked(p) - (0.5 * double.CreateChecked(g)))], after.ToDouble(), tolerance, 1, "parameters after a step");
    }

    private static void Compare(IReadOnlyDictionary<int, double> expected, double[] actual, double tolerance, string what)
    {
        var smooth = expected.Keys.Where(i => !double.IsNaN(expected[i])).ToArray();
        Assert.True(smooth.Length > expected.Count / 2, $"{what}: only {smooth.Length} of {expected.Count} differences are away from kinks.");
        Agree.OfLargest([.. smooth.Select(i => expected[i])], [.. smooth.Select(i => actual[i])], tolerance, 0.1, what);
    }

    private static TDelegate Method<TDelegate>(Type type, string name)
        where TDelegate : Delegate => type.GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<TDelegate>();
}
