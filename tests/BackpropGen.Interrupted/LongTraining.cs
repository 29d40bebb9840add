using System;
using System.Linq;

namespace BackpropGen.Interrupted;

/// <summary>A network with all that a checkpoint has to hold: running statistics, random masks, and an optimizer with a state.</summary>
[Network(2)]
[Dense(24, Activation.ReLU)]
[BatchNorm]
[Dropout(0.2)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class NoisyNetwork;

/// <summary>The training that is interrupted: the same whenever and by whom it is begun.</summary>
public static class LongTraining
{
    private const int Rows = 200;

    /// <summary>A product of two sines.</summary>
    public static Dataset<float> Data { get; } = Waves(0);

    /// <summary>With a schedule that has a state, and the best parameters kept.</summary>
    public static TrainingOptions Options(int epochs) => new()
    {
        Optimizer = new Adam(0.003) { AmsGrad = true },
        Schedule = new LinearWarmUp(50).Times(new ReduceOnPlateau { Patience = 2, Factor = 0.9 }),
        BatchSize = 16,
        Epochs = epochs,
        Seed = 11,
        Validation = Waves(0.5),
        RestoreBest = true,
    };

    private static Dataset<float> Waves(double offset)
    {
        float[] x = [.. Enumerable.Range(0, 2 * Rows).Select(i => (float)Math.Sin((i * 0.7) + offset))];
        return new Dataset<float>(x, 2, [.. Enumerable.Range(0, Rows).Select(i => MathF.Sin(3 * x[2 * i]) * MathF.Sin(2 * x[(2 * i) + 1]))], 1);
    }
}
