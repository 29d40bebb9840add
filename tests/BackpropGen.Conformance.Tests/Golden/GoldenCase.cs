using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>One reference case. Weights are <c>[layer][to][from]</c>, rows <c>[row][value]</c>; what a file does not have is null.</summary>
internal sealed record GoldenCase
{
    [JsonPropertyName("id")]
    public string Id { get; init; } = "";

    [JsonPropertyName("shape")]
    public int[] Shape { get; init; } = [];

    [JsonPropertyName("activations")]
    public string[] Activations { get; init; } = [];

    [JsonPropertyName("loss")]
    public string Loss { get; init; } = "";

    [JsonPropertyName("batch")]
    public int Batch { get; init; }

    [JsonPropertyName("x")]
    public double[][] X { get; init; } = [];

    [JsonPropertyName("target")]
    public double[][] Target { get; init; } = [];

    [JsonPropertyName("W")]
    public double[][][] W { get; init; } = [];

    [JsonPropertyName("b")]
    public double[][] B { get; init; } = [];

    [JsonPropertyName("output")]
    public double[][] Output { get; init; } = [];

    [JsonPropertyName("loss_value")]
    public double LossValue { get; init; }

    [JsonPropertyName("dW")]
    public double[][][] WeightGradients { get; init; } = [];

    [JsonPropertyName("db")]
    public double[][] BiasGradients { get; init; } = [];

    [JsonPropertyName("dx")]
    public double[][] InputGradients { get; init; } = [];

    [JsonPropertyName("lr")]
    public double LearningRate { get; init; }

    [JsonPropertyName("W_after_gd")]
    public double[][][] WeightsAfterStep { get; init; } = [];

    [JsonPropertyName("b_after_gd")]
    public double[][] BiasesAfterStep { get; init; } = [];

    [JsonPropertyName("optimizer")]
    public string Optimizer { get; init; } = "";

    [JsonPropertyName("clip")]
    public GoldenClip? Clip { get; init; }

    [JsonPropertyName("l1_on_weights")]
    public double L1 { get; init; }

    [JsonPropertyName("weight_decay_weights_only")]
    public double WeightDecayOfWeights { get; init; }

    [JsonPropertyName("hyper")]
    public Dictionary<string, JsonElement> Hyper { get; init; } = [];

    [JsonPropertyName("after")]
    public Dictionary<string, GoldenState> After { get; init; } = [];

    [JsonPropertyName("loss_before_step")]
    public double[] LossBeforeStep { get; init; } = [];

    [JsonPropertyName("loss_final")]
    public double LossFinal { get; init; }

    [JsonPropertyName("epochs")]
    public int Epochs { get; init; }

    [JsonPropertyName("loss_curve")]
    public double[] LossCurve { get; init; } = [];

    [JsonPropertyName("W_final")]
    public double[][][] FinalWeights { get; init; } = [];

    [JsonPropertyName("b_final")]
    public double[][] FinalBiases { get; init; } = [];

    /// <summary>The loss here is a mean over the rows; the sum over them is this many times as large.</summary>
    [JsonIgnore]
    public double LossScale => Loss == "half_sse_sum" ? Batch : 1;

    /// <summary>A hyper-parameter, or a default for one that is not given.</summary>
    public double HyperValue(string name, double otherwise) => Hyper.TryGetValue(name, out var value) ? value.GetDouble() : otherwise;

    /// <summary>Rows one after the other.</summary>
    public static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];

    /// <summary>Weights and biases in canonical order.</summary>
    public static double[] Canonical(double[][][] weights, double[][] biases) =>
        [.. weights.Zip(biases).SelectMany(layer => layer.First.SelectMany(row => row).Concat(layer.Second))];
}

/// <summary>Parameters at some time of training.</summary>
internal sealed record GoldenState([property: JsonPropertyName("W")] double[][][] W, [property: JsonPropertyName("b")] double[][] B);

/// <summary>A limit on the gradients: of kind <c>norm</c> or <c>value</c>.</summary>
internal sealed record GoldenClip([property: JsonPropertyName("kind")] string Kind, [property: JsonPropertyName("max")] double Max);
