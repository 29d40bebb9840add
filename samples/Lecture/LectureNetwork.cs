using BackpropGen;

namespace Lecture;

/// <summary>The 2-2-2 network of document 001: sigmoids, E = Σ ½ (target − out)², biases that are never updated; with its one example.</summary>
[Network(2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(2, Activation.Sigmoid, FrozenBias = true)]
[Dense(2, Activation.Sigmoid, FrozenBias = true)]
internal sealed partial class LectureNetwork
{
    public const double LearningRate = 0.5;

    /// <summary>i1 and i2.</summary>
    public static double[] Inputs => [0.05, 0.10];

    /// <summary>target_o1 and target_o2.</summary>
    public static double[] Targets => [0.01, 0.99];

    /// <summary>E_total.</summary>
    public double Error => ComputeLoss(Inputs, Targets);

    /// <summary>w1 to w4 and b1, then w5 to w8 and b2: the canonical order is W¹, b¹, W², b².</summary>
    public static LectureNetwork AsPrinted()
    {
        var network = new LectureNetwork();
        network.SetParameters([0.15, 0.20, 0.25, 0.30, 0.35, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.60]);
        return network;
    }

    /// <summary>The whole example, forward and back: z¹ holds net_h1 and net_h2, a¹ their outs, z² the nets of the outputs, o their outs.</summary>
    public NetworkTrace<double> Traced() => Trace(Inputs, Targets);

    /// <summary>out_o1 and out_o2.</summary>
    public double[] Outs()
    {
        var outputs = new double[OutputCount];
        Predict(Inputs, outputs);
        return outputs;
    }

    /// <summary>One update of all weights at once.</summary>
    public void Update() => TrainStep(Inputs, Targets, LearningRate);
}
