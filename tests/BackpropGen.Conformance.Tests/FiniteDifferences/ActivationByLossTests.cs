using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.RandomNetworks;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.FiniteDifferences;

/// <summary>Every activation, as a hidden one and, where it fits, as that of the output, under every loss.</summary>
public sealed class ActivationByLossTests
{
    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(
        Enum.GetValues<ActivationKind>().SelectMany(activation => Enum.GetValues<LossKind>().Select(loss => Spec(activation, loss)))));

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var activation in Enum.GetNames<ActivationKind>())
            {
                foreach (var loss in Enum.GetNames<LossKind>())
                {
                    pairs.Add(activation, loss);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Gradients_are_those_of_the_loss(string activation, string loss)
    {
        var spec = Spec(Enum.Parse<ActivationKind>(activation), Enum.Parse<LossKind>(loss));
        CentralDifferences.Check(Networks.Value.Create<double>(spec), spec, rows: 3);
    }

    private static NetworkSpec Spec(ActivationKind activation, LossKind loss)
    {
        var outputs = OutputChoices.Of(loss);
        var output = outputs.Contains(activation) ? activation : outputs[0];
        return Network($"{activation}Under{loss}", 3, loss, Dense(4, activation), Dense(3, output));
    }
}
