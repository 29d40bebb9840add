using System;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Gradients;

/// <summary>Functions that users wrote end in the same deltas as the built-in ones, and in losses without a logarithm that could meet 0.</summary>
public sealed class UserPairTests
{
    private static readonly string[] Logistics =
    [
        "1 / (1 + MathF.Exp(-z))",
        "MathF.Exp(z) / (1 + MathF.Exp(z))",
        "0.5f * (1 + MathF.Tanh(z / 2))",
        "MathF.Tanh(0.5f * z) * 0.5f + 0.5f",
        "(1 + MathF.Tanh(z * 0.5f)) / 2",
        "0.5f - MathF.Tanh(-z / 2) / 2",
        "z >= 0 ? 1 / (1 + MathF.Exp(-z)) : MathF.Exp(z) / (1 + MathF.Exp(z))",
        "MathF.Pow(1 + MathF.Exp(-z), -1)",
        "1 - 1 / (1 + MathF.Exp(z))",
        "1 / (1 + 1 / MathF.Exp(z))",
    ];

    private static readonly string[] LogLosses =
    [
        "-(t * MathF.Log(o) + (1 - t) * MathF.Log(1 - o))",
        "-t * MathF.Log(o) - (1 - t) * MathF.Log(1 - o)",
        "(t - 1) * MathF.Log(1 - o) - t * MathF.Log(o)",
        "-(t * MathF.Log(o)) + (t - 1) * float.LogP1(-o)",
        "t * MathF.Log(1 / o) + (1 - t) * MathF.Log(1 / (1 - o))",
    ];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var logistic in Logistics)
            {
                Array.ForEach(LogLosses, loss => pairs.Add(logistic, loss));
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_logistic_under_log_loss_ends_in_o_minus_t(string logistic, string loss)
    {
        var training = Build("[Dense(3, nameof(F))]", logistic, loss);
        Assert.Equal("scale (o − t)", Delta(training));
        Assert.DoesNotContain("ln", Loss(training), StringComparison.Ordinal);
        Assert.Equal("1/(3 rows)", training.Graph.Scale.Notation);
    }

    [Fact]
    public void It_is_so_in_emitted_code()
    {
        var run = GeneratorRun.Of(Source("[Dense(3, nameof(F))]", Logistics[2], LogLosses[0]));
        Assert.Contains("// δ¹ = 1/(3 rows) (o − t)", run.Sources[0].SourceText.ToString(), StringComparison.Ordinal);
        Assert.Contains("t softplus(−z¹) + (1 − t) softplus(z¹)", run.Sources[0].SourceText.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Dense(3, Activation.Sigmoid)]", "scale (o − t)")]
    [InlineData("[Dense(3, Activation.Softmax)]", "scale (o sum_lse1 − t)")]
    public void Log_losses_fit_the_built_in_activations(string layer, string delta)
    {
        var loss = layer.Contains("Softmax", StringComparison.Ordinal) ? "-t * MathF.Log(o)" : LogLosses[0];
        Assert.Equal(delta, Delta(Build(layer, "z", loss)));
    }

    [Theory]
    [InlineData("MathF.Max(o, 0) - o * t + MathF.Log(1 + MathF.Exp(-MathF.Abs(o)))")]
    [InlineData("MathF.Max(0, o) - o * t + float.LogP1(MathF.Exp(-MathF.Abs(o)))")]
    [InlineData("MathF.Log(1 + MathF.Exp(o)) - t * o")]
    public void Log_loss_over_logits_ends_in_the_error_of_the_logistic(string loss)
        => Assert.Equal("scale (σ(o) − t)", Delta(Build("[Dense(3)]", "z", loss)));

    [Fact]
    public void The_logarithm_of_what_was_right_becomes_stable_too()
    {
        var training = Build("[Dense(3, nameof(F))]", Logistics[0], "-MathF.Log(t > 0.5f ? o : 1 - o)");
        Assert.Equal("e[rows] = Σ units: t > ½ ? softplus(−z1) : softplus(z1)", Loss(training));
        Assert.Equal("scale (t > ½ ? o − 1 : o)", Delta(training));
    }

    [Fact]
    public void Squared_error_of_any_function_has_its_slope()
        => Assert.Equal("2 scale (o − t) (1 − o²)", Delta(Build("[Dense(3, nameof(F))]", "2 / (1 + MathF.Exp(-2 * z)) - 1", "(o - t) * (o - t)")));

    [Theory]
    [InlineData("2 / (1 + MathF.Exp(-2 * z)) - 1")]
    [InlineData("(MathF.Exp(2 * z) - 1) / (MathF.Exp(2 * z) + 1)")]
    [InlineData("(MathF.Exp(z) - MathF.Exp(-z)) / (MathF.Exp(z) + MathF.Exp(-z))")]
    [InlineData("MathF.Sinh(z) / MathF.Cosh(z)")]
    public void Tanh_is_known_in_other_spellings(string body)
        => Assert.Equal("tanh(z1)", Build("[Dense(3, nameof(F))]", body, "(o - t) * (o - t)").Graph.Forward.OfType<Map>().Single().Formula.ToString());

    private static string Delta(TrainingGraph training) => training.Backward.OfType<Map>().Single(map => map.Result.Name == "d1").Formula.ToString();

    private static string Loss(TrainingGraph training) => training.Graph.LossOperations[^1].ToString();

    private static TrainingGraph Build(string layer, string activation, string loss)
    {
        var spec = GeneratorRun.Read(Source(layer, activation, loss));
        return GradientBuilder.Build(GraphBuilder.Build(spec, new LayerTable(spec), training: true));
    }

    private static string Source(string layer, string activation, string loss) => $$"""
        using System;
        using BackpropGen;

        [Network(3, LossMethod = nameof(L))]
        {{layer}}
        partial class Net
        {
            [Activation] static float F(float z) => {{activation}};
            [Loss] static float L(float o, float t) => {{loss}};
        }
        """;
}
