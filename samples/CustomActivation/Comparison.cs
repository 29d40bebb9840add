using System.Linq;
using BackpropGen;

namespace CustomActivation;

/// <summary>The networks after their training.</summary>
/// <param name="Snake">With a function of the sample's own.</param>
/// <param name="Tanh">With a built-in one.</param>
/// <param name="Upper">With a loss of the sample's own, too.</param>
internal sealed record Comparison(SnakeNetwork Snake, TanhNetwork Tanh, UpperNetwork Upper)
{
    /// <summary>Trains all three on the same samples.</summary>
    public static Comparison Run()
    {
        var options = new TrainingOptions { Optimizer = new Adam(learningRate: 0.01), BatchSize = 40, Epochs = 1500, Seed = 1 };
        var comparison = new Comparison(new SnakeNetwork(seed: 2), new TanhNetwork(seed: 2), new UpperNetwork(seed: 2));
        comparison.Snake.Train(Signal.Samples, options);
        comparison.Tanh.Train(Signal.Samples, options);

        // a loss with a kink wants small steps at the end: 1,500 epochs of ten updates
        comparison.Upper.Train(Signal.Samples, options with { Schedule = new CosineDecay(length: 15_000) });
        return comparison;
    }

    /// <summary>The frequency that the layer of Snake has learned: its last parameter before the second layer's.</summary>
    public double Frequency
    {
        get
        {
            var parameters = new double[SnakeNetwork.ParameterCount];
            Snake.GetParameters(parameters);
            return parameters[SnakeNetwork.Description.Layers[0].Parameters.Single(parameter => parameter.Name == "activation.frequency").Offset];
        }
    }
}
