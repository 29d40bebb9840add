using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>
/// The 2-3-2-1 example of document 002, as the sparse network that its notebook computes: the row s feeds two hidden units, the row r all
/// three. Which of the two is x₁ and which the constant 1 is not said; as biases and as weights of a constant input the numbers agree.
/// </summary>
public sealed class Seed002Tests
{
    private static readonly JsonElement Golden = GoldenFile.Open("seed002_yehoshua.json");

    // canonical order: W¹ row by row, b¹ where there is one, W², W³
    private static readonly string[] BiasOrder = ["s1", "s2", "r1", "r2", "r3", "w41", "w42", "w51", "w52", "w53", "v4", "v5"];

    private static readonly string[] InputOrder = ["s1", "r1", "s2", "r2", "r3", "w41", "w42", "w51", "w52", "w53", "v4", "v5"];

    private static readonly Dictionary<string, (NetworkSpec Spec, double[] Inputs, string[] Order)> Readings = new()
    {
        ["bias"] = (Notebook("NotebookBias", 2, Sparse(ActivationKind.Sigmoid, "#.", "#.", "..")), Golden.Doubles("x"), BiasOrder),
        ["input"] = (Notebook("NotebookInput", 3, Sparse(ActivationKind.Sigmoid, "#.#", "#.#", "..#") with { Bias = BiasKind.None }), [.. Golden.Doubles("x"), 1], InputOrder),
    };

    private static readonly NetworkSpec DenseWithout = DenseNetwork("DenseWithout", BiasKind.None);

    private static readonly NetworkSpec DenseTrained = DenseNetwork("DenseTrained", BiasKind.PerNeuron);

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(
        Readings.Values.Select(reading => reading.Spec).SelectMany(spec => new[] { spec, spec.Single() }).Append(DenseWithout).Append(DenseTrained)));

    private static readonly double[] Target = [Golden.Double("y")];

    [Theory]
    [InlineData("bias")]
    [InlineData("input")]
    public void Forward_and_gradients_agree(string reading)
    {
        var (spec, inputs, order) = Readings[reading];
        var network = Networks.Value.Create<double>(spec);
        network.SetParameters(Values("weights", order));
        double[] output = [0], gradients = new double[network.ParameterCount];
        network.Predict(inputs, output);
        Agree.One(Golden.GetProperty("forward").Double("out"), output[0], 1e-12, 1e-13, "output");
        Agree.One(Golden.Double("loss"), network.ComputeGradients(inputs, Target, gradients), 1e-12, 1e-13, "loss");
        Agree.Each(Values("grads", order), gradients, 1e-11, 1e-13, "gradients");
    }

    [Theory]
    [InlineData("bias")]
    [InlineData("input")]
    public void Steps_agree(string reading)
    {
        var (spec, inputs, order) = Readings[reading];
        var network = Networks.Value.Create<double>(spec);
        network.SetParameters(Values("weights", order));
        var after = Golden.GetProperty("after_one_correct_step");
        var expected = Golden.GetProperty("out_after_k_correct_steps");
        double[] output = [0], parameters = new double[network.ParameterCount];
        for (var steps = 1; steps <= 1000; steps++)
        {
            network.TrainStep(inputs, Target, Golden.Double("alpha"));
            network.Predict(inputs, output);
            if (steps == 1)
            {
                network.GetParameters(parameters);
                Agree.Each(Values(after.GetProperty("weights"), order), parameters, 1e-11, 1e-13, "parameters");
                Agree.One(after.Double("loss"), network.ComputeLoss(inputs, Target), 1e-11, 1e-13, "loss");
            }

            if (expected.TryGetProperty(steps.ToString(CultureInfo.InvariantCulture), out var value))
            {
                Agree.One(value.GetDouble(), output[0], 1e-10, 1e-13, $"output after {steps} steps");
            }
        }
    }

    [Theory]
    [InlineData("bias")]
    [InlineData("input")]
    public void Float_agrees(string reading)
    {
        var (spec, inputs, order) = Readings[reading];
        var network = Networks.Value.Create<float>(spec.Single());
        network.SetParameters(Values("weights", order).To<float>());
        float[] output = [0], gradients = new float[network.ParameterCount];
        var loss = network.ComputeGradients(inputs.To<float>(), Target.To<float>(), gradients);
        network.TrainStep(inputs.To<float>(), Target.To<float>(), (float)Golden.Double("alpha"));
        network.Predict(inputs.To<float>(), output);
        Agree.OfLargest([Golden.Double("loss")], [loss], 2e-5, 1e-3, "loss");
        Agree.OfLargest(Values("grads", order), gradients.ToDouble(), 3e-4, 1e-3, "gradients");
        Agree.One(Golden.GetProperty("after_one_correct_step").Double("out"), output[0], 5e-6, 0, "output after a step");
    }

    // the document's drawing shows a full 2-3-2-1 network: either row may be that of x₁, the other that of the biases
    [Theory]
    [InlineData(true, false, 0.6982264217044325)]
    [InlineData(false, false, 0.6982264217044325)]
    [InlineData(true, true, 0.7330580894056712)]
    [InlineData(false, true, 0.7330580894056712)]
    public void Dense_readings_agree(bool firstRowIsX, bool laterBiases, double expected)
    {
        var network = Networks.Value.Create<double>(laterBiases ? DenseTrained : DenseWithout);
        double[] s = [0.5, -0.2, 0], r = [0.3, 0.7, -0.1];
        var (w, b) = firstRowIsX ? (s, r) : (r, s);
        double[] biases2 = laterBiases ? [0, 0] : [], bias3 = laterBiases ? [0] : [];
        network.SetParameters([w[0], 0, w[1], 0, w[2], 0, .. b, -0.5, 0.4, 0, 0.3, 0.6, 0.4, .. biases2, 0.5, 0.7, .. bias3]);
        network.TrainStep(Golden.Doubles("x"), Target, Golden.Double("alpha"));
        double[] output = [0];
        network.Predict(Golden.Doubles("x"), output);
        Agree.One(expected, output[0], 1e-11, 1e-13, "output after a step");
    }

    private static NetworkSpec Notebook(string name, int inputs, LayerSpec hidden) => Network(
        name,
        inputs,
        LossKind.BinaryCrossEntropy,
        hidden,
        Sparse(ActivationKind.Sigmoid, "##.", "###") with { Bias = BiasKind.None },
        Dense(1, ActivationKind.Sigmoid) with { Bias = BiasKind.None });

    private static NetworkSpec DenseNetwork(string name, BiasKind bias) => Network(
        name,
        2,
        LossKind.Auto,
        Dense(3, ActivationKind.Sigmoid),
        Dense(2, ActivationKind.Sigmoid) with { Bias = bias },
        Dense(1, ActivationKind.Sigmoid) with { Bias = bias });

    private static double[] Values(string property, string[] order) => Values(Golden.GetProperty(property), order);

    private static double[] Values(JsonElement element, string[] order) => Array.ConvertAll(order, name => element.Double(name));
}
