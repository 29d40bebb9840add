using System.Collections.Generic;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>A dozen networks that have each feature of the language once: what the snapshots hold, and what tests of all emitted code run over.</summary>
internal static class ExampleNetworks
{
    public const string Gate = """
        using BackpropGen;

        namespace Acme;

        [Network(2)]
        [Dense(2, Activation.Tanh)]
        [Dense(1, Activation.Sigmoid)]
        public sealed partial class Gate;
        """;

    public const string Lecture = """
        using BackpropGen;

        [Network(2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
        [Dense(2, Activation.Sigmoid, FrozenBias = true)]
        [Dense(2, Activation.Sigmoid, FrozenBias = true)]
        public sealed partial class LectureNetwork;
        """;

    public const string Iris = """
        using BackpropGen;

        namespace Acme.Flowers;

        [Network(4)]
        [Dense(16, Activation.Tanh)]
        [Dense(16, Activation.Tanh)]
        [Dense(3, Activation.Softmax)]
        public sealed partial class IrisNetwork;
        """;

    public const string Digits = """
        using BackpropGen;

        namespace Acme;

        [Network(64)]
        [Dense(64, Activation.ReLU)]
        [Dense(64, Activation.ReLU)]
        [Dense(10, Activation.Softmax)]
        public sealed partial class DigitsNetwork;
        """;

    public const string Residual = """
        using BackpropGen;

        namespace Acme;

        public static partial class Models
        {
            [Network(8, Loss = Loss.Huber, HuberDelta = 0.5)]
            [Dense(8, Name = "Inner", Initializer = Initializer.FanInUniform)]
            [Activate(Activation.Silu, Name = "Curved")]
            [Dense(8, Name = "Outer", Bias = Bias.None)]
            [Add("Outer", "input", Name = "Sum")]
            [Activate(Activation.ReLU)]
            [Dense(2, Bias = Bias.Shared)]
            internal sealed partial class Residual;
        }
        """;

    public const string Branches = """
        using BackpropGen;

        [Network(6, Loss = Loss.LogCosh)]
        [Dense(3, Activation.Gelu, Name = "Left")]
        [Dense(5, Activation.Softplus, Name = "Right", From = "input")]
        [Concat("Right", "Left", "input", Name = "Both")]
        [Dense(2, Activation.Elu, From = "Both, Left")]
        public sealed partial class Branches;
        """;

    public const string Dropped = """
        using BackpropGen;

        [Network(20, Loss = Loss.BinaryCrossEntropyWithLogits)]
        [Dense(30, Activation.ReLU)]
        [Dropout(0.25)]
        [Dense(1)]
        public sealed partial class DroppedNetwork;
        """;

    public const string LayerNormalised = """
        using BackpropGen;

        [Network(5, Loss = Loss.CrossEntropyWithLogits, LabelSmoothing = 0.1)]
        [Dense(7)]
        [LayerNorm]
        [Activate(Activation.Mish)]
        [Dense(4, Frozen = true)]
        public sealed partial class LayerNormalised;
        """;

    public const string BatchNormalised = """
        using BackpropGen;

        [Network(12, Precision = Precision.Double)]
        [Dense(24, Bias = Bias.None)]
        [BatchNorm(Name = "Norm")]
        [Activate(Activation.ReLU)]
        [Dense(3)]
        public sealed partial class BatchNormalised;
        """;

    public const string Sparse = """
        using BackpropGen;

        [Network(3, Loss = Loss.MeanAbsoluteError)]
        [Dense(3, Activation.HardSwish, Connections = new[] { "##.", ".##", "#.#" })]
        [Dense(1, Connections = new[] { "#.#" }, Bias = Bias.None)]
        public sealed partial class SparseNetwork;
        """;

    public const string Inference = """
        using BackpropGen;

        [Network(16, InferenceOnly = true)]
        [Dense(32, Activation.Selu)]
        [Dense(4, Activation.Softmax)]
        public sealed partial class Classifier;
        """;

    /// <summary>Functions of the user's own: a formula, a choice with a parameter, a logistic with log loss.</summary>
    public const string Own = """
        using System;
        using BackpropGen;

        namespace Acme;

        [Network(3, LossMethod = nameof(LogLoss))]
        [Dense(16, nameof(Snake))]
        [Dense(4, typeof(Functions), nameof(Functions.PReLU))]
        [Dense(2, nameof(Logistic))]
        public sealed partial class OwnNetwork
        {
            [Activation]
            private static float Snake(float z) => z + MathF.Sin(3 * z) * MathF.Sin(3 * z) / 3;

            [Activation]
            private static float Logistic(float z) => 1 / (1 + MathF.Exp(-z));

            [Loss]
            private static float LogLoss(float output, float target) => -target * MathF.Log(output) - (1 - target) * MathF.Log(1 - output);
        }

        internal static class Functions
        {
            [Activation]
            public static float PReLU(float z, [Parameter(0.25)] float slope)
            {
                if (z > 0)
                {
                    return z;
                }

                return slope * z;
            }
        }
        """;

    /// <summary>A mistake: what is generated is the public surface.</summary>
    public const string Wrong = """
        using BackpropGen;

        [Network(2)]
        [Dense(3, Activation.Tanh, Name = "Hidden")]
        [Dense(1, From = "Hiden")]
        public sealed partial class WrongNetwork;
        """;

    /// <summary>Those without a mistake, by name.</summary>
    public static IReadOnlyDictionary<string, string> Right { get; } = new Dictionary<string, string>
    {
        [nameof(Gate)] = Gate,
        [nameof(Lecture)] = Lecture,
        [nameof(Iris)] = Iris,
        [nameof(Digits)] = Digits,
        [nameof(Residual)] = Residual,
        [nameof(Branches)] = Branches,
        [nameof(Dropped)] = Dropped,
        [nameof(LayerNormalised)] = LayerNormalised,
        [nameof(BatchNormalised)] = BatchNormalised,
        [nameof(Sparse)] = Sparse,
        [nameof(Inference)] = Inference,
        [nameof(Own)] = Own,
    };
}
