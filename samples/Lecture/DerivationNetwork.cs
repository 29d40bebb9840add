using BackpropGen;

namespace Lecture;

/// <summary>
/// The network of document 002 with its one example: two inputs, of which x₂ is 0 and has no edge, sigmoids, log loss. Its drawing shows
/// all edges; these are the ones that its numbers follow from.
/// </summary>
[Network(2, Precision = Precision.Double)]
[Dense(3, Activation.Sigmoid, Connections = new[] { "#.", "#.", ".." })]
[Dense(2, Activation.Sigmoid, Connections = new[] { "##.", "###" }, Bias = Bias.None)]
[Dense(1, Activation.Sigmoid, Bias = Bias.None)]
internal sealed partial class DerivationNetwork
{
    /// <summary>α.</summary>
    public const double LearningRate = 0.5;

    /// <summary>x₁ and x₂.</summary>
    public static double[] Inputs => [1, 0];

    /// <summary>y.</summary>
    public static double[] Targets => [1];

    /// <summary>The canonical order: the present edges of W¹, b¹, the present edges of W², W³.</summary>
    public static DerivationNetwork AsPrinted()
    {
        var network = new DerivationNetwork();
        network.SetParameters([0.5, -0.2, 0.3, 0.7, -0.1, -0.5, 0.4, 0.3, 0.6, 0.4, 0.5, 0.7]);
        return network;
    }

    /// <summary>The whole example, forward and back.</summary>
    public NetworkTrace<double> Traced() => Trace(Inputs, Targets);

    /// <summary>o.</summary>
    public double Output()
    {
        double[] output = [0];
        Predict(Inputs, output);
        return output[0];
    }

    /// <summary>∂E/∂w in canonical order.</summary>
    public double[] Gradients()
    {
        var gradients = new double[ParameterCount];
        ComputeGradients(Inputs, Targets, gradients);
        return gradients;
    }

    /// <summary>One update of all weights at once.</summary>
    public void Update() => TrainStep(Inputs, Targets, LearningRate);
}
