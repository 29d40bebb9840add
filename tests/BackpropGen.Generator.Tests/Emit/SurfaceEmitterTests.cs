using System.Linq;
using BackpropGen.Generator.Emit;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Emit;

/// <summary>The public surface of networks that cannot be compiled: every use of it must be free of errors.</summary>
public sealed class SurfaceEmitterTests
{
    private const string Uses = """

        public static class Uses
        {
            public static float All(Net net, BackpropGen.Dataset<float> data, BackpropGen.TrainingOptions options)
            {
                System.ReadOnlySpan<float> x = new float[Net.InputCount], t = new float[Net.OutputCount];
                System.Span<float> y = new float[Net.OutputCount], g = new float[Net.ParameterCount];
                BackpropGen.ITrainableNetwork<float> contract = new Net(7);
                net = new Net();
                net.Initialize(3);
                net.Predict(x, y);
                net.Threads = contract.InputCount + net.PredictClass(x) + net.StatisticCount;
                net.GetParameters(g);
                net.SetParameters(t);
                net.Save("file");
                net.Load("file");
                _ = net.Train(data, options).ToString() + net.Evaluate(data) + Net.Description.Name + net.RandomState;
                net.W1[0, 1] = net.B1[0];
                net.OutWeights[0, 0] = net.OutBiases[0];
                return net.ComputeLoss(x, t) + net.ComputeGradients(x, t, g) + net.ComputeGradients(x, t, g, y) + net.TrainStep(x, t, 0.1f) + net.TrainRows(x, t, 0.1f);
            }
        }
        """;

    [Theory]
    [InlineData("[Network(2)][Dense(0)][Dense(3, Name = \"Out\")]")]
    [InlineData("[Network(-1)][Dense(4)][Dense(3, Name = \"Out\", From = \"nowhere\")]")]
    [InlineData("[Network(2)][Dense(4, Name = \"a b\", From = \"Out\")][Dense(2)][Dense(3, Name = \"Out\")][Dense(3, Name = \"Out\")]")]
    public void Uses_of_a_wrong_network_are_no_errors(string attributes)
    {
        // the third network's W1 is called by a name that is none, so its first readable layer is W2
        var uses = attributes.Contains("a b", System.StringComparison.Ordinal) ? Uses.Replace("net.W1", "net.W2", System.StringComparison.Ordinal).Replace("net.B1", "net.B2", System.StringComparison.Ordinal) : Uses;
        Sources.AssertCompiles(GeneratorRun.Of(Sources.Network(attributes) + uses).Output);
    }

    [Theory]
    [InlineData("namespace System.BackpropGen.@class { {0} }")]
    [InlineData("namespace Acme { class System; class Object; class BackpropGen; class Single; {0} }")]
    [InlineData("partial class global { partial struct @struct { partial record R<T> { partial interface I { {0} } } } }")]
    [InlineData("partial class Outer { class Net { } partial class Inner { {0} } }")]
    public void Hostile_surroundings_are_no_errors(string surroundings)
    {
        var source = surroundings.Replace("{0}", "[global::BackpropGen.Network(2)] public sealed partial class @while { }", System.StringComparison.Ordinal);
        Sources.AssertCompiles(GeneratorRun.Of(source).Output);
    }

    [Fact]
    public void An_inference_only_network_has_no_training_members()
    {
        var text = SurfaceEmitter.Emit(new NetworkSpec { Name = "Net", InferenceOnly = true });
        Assert.Contains("partial class Net : global::BackpropGen.INetwork<float>\n", text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("Train", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_are_the_best_known()
    {
        var layers = new[] { new LayerSpec { Kind = LayerKind.Dense, Units = 0 }, new LayerSpec { Kind = LayerKind.Dense, Units = 3 } };
        var text = SurfaceEmitter.Emit(new NetworkSpec { Name = "Net", Inputs = 5, IsDouble = true, Layers = new(layers) });
        Assert.Contains("const int InputCount = 5;\n", text, System.StringComparison.Ordinal);
        Assert.Contains("const int OutputCount = 3;\n", text, System.StringComparison.Ordinal);
        Assert.Contains("double TrainStep(global::System.ReadOnlySpan<double> inputs, global::System.ReadOnlySpan<double> targets, double learningRate)", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Every_body_throws()
        => Assert.All(
            GeneratorRun.Of(Sources.Network("[Network(2)]")).Sources.Single().SourceText.ToString().Split('\n').Where(line => line.Contains('(', System.StringComparison.Ordinal) && line.Contains("public", System.StringComparison.Ordinal)),
            line => Assert.Contains("throw new global::System.InvalidOperationException(", line, System.StringComparison.Ordinal));
}
