using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Logits of ±1000: losses and gradients are finite and right, in the fused forms and in those with logits.</summary>
public sealed class ExtremeLogitTests
{
    private static readonly Dictionary<string, NetworkSpec> Specs = new[]
    {
        Logits("LogLoss", LossKind.BinaryCrossEntropy, Dense(2, ActivationKind.Sigmoid)),
        Logits("LogLossOfLogits", LossKind.BinaryCrossEntropyWithLogits, Dense(2)),
        Logits("LogLossBehindActivate", LossKind.Auto, Dense(2), Activate(ActivationKind.Sigmoid)),
        Logits("CrossEntropy", LossKind.CrossEntropy, Dense(2, ActivationKind.Softmax)),
        Logits("CrossEntropyOfLogits", LossKind.CrossEntropyWithLogits, Dense(2)),
        Logits("CrossEntropyBehindActivate", LossKind.Auto, Dense(2), Activate(ActivationKind.Softmax)),
        Logits("Divergence", LossKind.KullbackLeibler, Dense(2, ActivationKind.Softmax)),
    }.ToDictionary(spec => spec.Name);

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(Specs.Values.SelectMany(spec => new[] { spec, spec.Single() })));

    // two logits, two targets, the loss of the row, its gradient by the logits
    public static TheoryData<string, double, double, double, double, double, double, double> Rows
    {
        get
        {
            var rows = new TheoryData<string, double, double, double, double, double, double, double>();
            foreach (var name in new[] { "LogLoss", "LogLossOfLogits", "LogLossBehindActivate" })
            {
                rows.Add(name, 1000, -1000, 1, 0, 0, 0, 0);
                rows.Add(name, 1000, -1000, 0, 1, 1000, 0.5, -0.5);
                rows.Add(name, -1000, 0, 0, 0, 0.5 * Math.Log(2), 0, 0.25);
                rows.Add(name, 1000, 1000, 0.25, 1, 375, 0.375, 0);
            }

            foreach (var name in new[] { "CrossEntropy", "CrossEntropyOfLogits", "CrossEntropyBehindActivate", "Divergence" })
            {
                rows.Add(name, 1000, -1000, 1, 0, 0, 0, 0);
                rows.Add(name, 1000, -1000, 0, 1, 2000, 1, -1);
                rows.Add(name, -1000, -1000, 0, 1, Math.Log(2), 0.5, -0.5);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Double_is_right(string name, double z1, double z2, double t1, double t2, double loss, double d1, double d2) =>
        Check(Networks.Value.Create<double>(Specs[name]), [z1, z2], [t1, t2], loss, [d1, d2], 1e-12);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Float_is_right(string name, double z1, double z2, double t1, double t2, double loss, double d1, double d2) =>
        Check(Networks.Value.Create<float>(Specs[name].Single()), [z1, z2], [t1, t2], loss, [d1, d2], 1e-6);

    // one layer whose weights are the unit matrix: the inputs are the logits
    private static NetworkSpec Logits(string name, LossKind loss, params LayerSpec[] layers) => Network(name, 2, loss, layers);

    private static void Check<T>(ITrainableNetwork<T> network, double[] logits, double[] targets, double loss, double[] gradient, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.SetParameters(new double[] { 1, 0, 0, 1, 0, 0 }.To<T>());
        T[] inputs = logits.To<T>(), t = targets.To<T>(), gradients = new T[6], inputGradients = new T[2];
        Agree.One(loss, double.CreateChecked(network.ComputeGradients(inputs, t, gradients, inputGradients)), tolerance, tolerance, "loss in training mode");
        Agree.One(loss, double.CreateChecked(network.ComputeLoss(inputs, t)), tolerance, tolerance, "loss");
        Agree.Each(gradient, inputGradients.ToDouble(), tolerance, tolerance, "gradient by the logits");
        Agree.Each(gradient, gradients.ToDouble()[4..], tolerance, tolerance, "gradient by the biases");
        network.TrainStep(inputs, t, T.CreateChecked(0.1));
        Assert.All(network.GetParameters(), value => Assert.True(T.IsFinite(value)));
    }
}
