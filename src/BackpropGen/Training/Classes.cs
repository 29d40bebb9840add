using System;
using System.ComponentModel;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Which class the outputs of one row stand for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Classes
{
    /// <summary>The index of the largest of several outputs, the first of equals; of a single one, 1 if it lies above the threshold, else 0.</summary>
    /// <param name="outputs">The outputs of one row, at least one.</param>
    /// <param name="threshold">For a single output: <see cref="Threshold"/>.</param>
    public static int Predict<T>(ReadOnlySpan<T> outputs, T threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        outputs.Length > 1 ? ArgMax(outputs) : outputs[0] > threshold ? 1 : 0;

    /// <summary>What a single output must lie above to stand for class 1: 0 for logits, margins and tanh, 0.5 for all others.</summary>
    /// <param name="loss">The network's loss; <see cref="Loss.Auto"/> for one of the user's own.</param>
    /// <param name="output">The activation of the network's last layer.</param>
    public static double Threshold(Loss loss, Activation output) =>
        DecisionRule.IsLogitOrMargin(loss) || output == Activation.Tanh ? 0 : 0.5;

    /// <summary>The index of the largest value, the first of equals.</summary>
    internal static int ArgMax<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        return best;
    }
}
