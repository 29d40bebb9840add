using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Gradient descent without state or penalty, which emitted code does where it sums the gradients.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlainDescent
{
    /// <summary>Whether an optimizer is that, and with which step size. Known to the JIT for every other type.</summary>
    /// <param name="optimizer">Any optimizer.</param>
    /// <param name="learningRate">η, rounded to T; 0 for another optimizer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is<T, TOptimizer>(TOptimizer optimizer, out T learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOptimizer : struct, IOptimizer<T>
    {
        if (typeof(TOptimizer) == typeof(Sgd))
        {
            Sgd descent = Unsafe.As<TOptimizer, Sgd>(ref optimizer);
            learningRate = Number<T>.From(descent.LearningRate);
            return descent.Momentum == 0 && descent.WeightDecay == 0;
        }

        learningRate = T.Zero;
        return false;
    }

    /// <summary>Where the gradients of weights go: to the weights themselves if the update changes them, else to their range of the gradients.</summary>
    /// <param name="weights">A layer's weights.</param>
    /// <param name="gradients">All gradients; may be empty if the update changes the weights.</param>
    /// <param name="start">Where the layer's begin.</param>
    /// <param name="length">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Target<T, TUpdate>(PackedWeights<T> weights, Span<T> gradients, int start, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
        => TUpdate.ReadsWeights ? weights.PanelsToWrite : gradients.Slice(start, length);

    /// <summary>The same for biases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Target<T, TUpdate>(T[] biases, Span<T> gradients, int start, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
        => TUpdate.ReadsWeights ? biases : gradients.Slice(start, length);
}
