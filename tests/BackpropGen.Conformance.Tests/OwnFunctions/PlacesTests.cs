using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.OwnFunctions;

/// <summary>Functions may stand in many places, and in many forms.</summary>
public sealed class PlacesTests
{
    private const string Inputs = """
        using System;
        using System.Numerics;
        using BackpropGen;

        namespace Declared;

        public static partial class Outer
        {
            [Activation] private static double Around(double z) => z * z / (1 + z * z);

            [Network(2, Precision = Precision.Double, LossMethod = nameof(Shared.Error), LossDeclaring = typeof(Shared))]
            [Dense(3, nameof(Around))]
            [Dense(3, typeof(Shared), nameof(Shared.Curved), Name = "Middle")]
            [Activate(typeof(Generic<>), "Cubed")]
            [Dense(1, nameof(Bases.Inherited))]
            [Activate(nameof(Shared.Curved))]
            public sealed partial class Inner : Bases
            {
                [Activation] private static float Curved(float z) => 2 * z;
            }
        }

        public class Bases
        {
            [Activation] protected static double Inherited(double z) => 0.1f * z + 1;
        }

        internal static class Shared
        {
            [Activation] public static float Curved(float z) => 3 * z;
            [Activation] public static double Curved(double z) => z * Math.Abs(z);
            [Loss] public static T Error<T>(T output, T target) where T : IFloatingPointIeee754<T> => T.CreateChecked(0.5) * (output - target) * (output - target);
        }

        internal static class Generic<T>
            where T : IFloatingPointIeee754<T>
        {
            [Activation] public static T Cubed(T z) => z * z * z;
        }
        """;

    [Fact]
    public void Of_the_class_of_its_bases_around_it_and_elsewhere()
    {
        var network = GeneratedNetworks.Compile([("Inner", Inputs)]).Create<double>("Declared.Outer+Inner");
        double[] parameters = [.. Enumerable.Range(0, network.ParameterCount).Select(i => 0.3 + (0.05 * (i % 7)))];
        network.SetParameters(parameters);
        double[] output = [0], input = [0.5, -1.5];
        network.Predict(input, output);
        Assert.Equal(Expected(parameters, input), output[0], 1e-12);
        Assert.Equal(0.5 * output[0] * output[0], network.ComputeLoss(input, [0.0]), 1e-12);
    }

    [Fact]
    public void They_are_described()
    {
        var description = GeneratedNetworks.Compile([("Inner", Inputs)]).Create<double>("Declared.Outer+Inner").Description;
        Assert.Equal(["Around", "Curved", "Cubed", "Inherited", "Curved"], description.Layers.Select(layer => layer.ActivationMethod));
        Assert.Equal(["z² / (z² + 1)", "z |z|", "z³", "0.1 z + 1", "2 z"], description.Layers.Select(layer => layer.ActivationFormula));
        Assert.Equal(("Error", "½ (o − t)²", Loss.Auto), (description.LossMethod, description.LossFormula, description.Loss));
    }

    private static double Expected(double[] p, double[] x)
    {
        double[] first = Layer(x, 0, 3), second = Layer([.. first.Select(z => z * z / (1 + (z * z)))], 9, 3);
        var cubed = second.Select(z => z * System.Math.Abs(z)).Select(z => z * z * z).ToArray();
        return 2 * ((0.1 * Layer(cubed, 21, 1)[0]) + 1);

        double[] Layer(double[] source, int start, int units) =>
            [.. Enumerable.Range(0, units).Select(unit => p[start + (units * source.Length) + unit] + source.Select((value, i) => p[start + (unit * source.Length) + i] * value).Sum())];
    }
}
