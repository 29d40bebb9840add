using System;
using System.Numerics;
using System.Threading;

namespace BackpropGen;

/// <summary>A network that learns. Except for prediction, one thread at a time.</summary>
/// <typeparam name="T">The type of parameters and values: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITrainableNetwork<T> : INetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many cores a step may use. Default 1; the results have the same bits for any number.</summary>
    int Threads { get; set; }

    /// <summary>What training mode draws from (the masks of dropout); each training-mode call moves it one step on.</summary>
    RandomState RandomState { get; set; }

    /// <summary>The mean loss over the rows, in inference mode.</summary>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

    /// <summary>The weighted loss Σ w ℓ / Σ w over the rows, in inference mode.</summary>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="rowWeights">One weight w a row: finite, not negative, not all 0. None at all: the mean.</param>
    /// <exception cref="ArgumentException">A weight is out of its range; the message names the row.</exception>
    T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> rowWeights);

    /// <summary>The loss in training mode and its gradient by every parameter, frozen ones included; no parameter changes.</summary>
    /// <remarks>As every pass in training mode it moves <see cref="RandomState"/> on, and with a finite loss the running statistics of batch normalisation.</remarks>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="gradients">ParameterCount values in canonical order; overwritten.</param>
    T ComputeGradients(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradients);

    /// <summary>The same, with the gradient by every input.</summary>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="gradients">ParameterCount values in canonical order; overwritten.</param>
    /// <param name="inputGradients">rows × inputs; overwritten.</param>
    T ComputeGradients(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradients, Span<T> inputGradients);

    /// <summary>The weighted loss Σ w ℓ / Σ w in training mode, and its gradients.</summary>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="rowWeights">One weight w a row: finite, not negative, not all 0. None at all: the mean.</param>
    /// <param name="gradients">ParameterCount values in canonical order; overwritten.</param>
    /// <param name="inputGradients">rows × inputs, overwritten; or none, if they are not wanted.</param>
    /// <exception cref="ArgumentException">A weight is out of its range; the message names the row.</exception>
    T ComputeGradients(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> rowWeights, Span<T> gradients, Span<T> inputGradients);

    /// <summary>One step of plain gradient descent on the mini-batch made of all rows: all gradients from the old parameters, then all parameters at once.</summary>
    /// <returns>The loss before the step. If it is not finite, nothing was updated.</returns>
    T TrainStep(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T learningRate);

    /// <summary>One step of an optimizer on the mini-batch made of all rows: all gradients from the old parameters, then all parameters at once.</summary>
    /// <returns>The loss before the step. If it is not finite, nothing was updated.</returns>
    T TrainStep<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<T>;

    /// <summary>The same, with penalty and limits on the gradients.</summary>
    /// <returns>The loss before the step, without penalty. If it is not finite, nothing was updated.</returns>
    T TrainStep<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, TOptimizer optimizer, UpdateOptions options)
        where TOptimizer : struct, IOptimizer<T>;

    /// <summary>The same on weighted rows: one step against the loss Σ w ℓ / Σ w.</summary>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="rowWeights">One weight w a row: finite, not negative, not all 0. None at all: the mean.</param>
    /// <param name="optimizer">The rule of the step.</param>
    /// <param name="options">Penalty and limits on the gradients; none by default.</param>
    /// <returns>The loss before the step, without penalty. If it is not finite, nothing was updated.</returns>
    /// <exception cref="ArgumentException">A weight or an option is out of its range.</exception>
    T TrainStep<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> rowWeights, TOptimizer optimizer, UpdateOptions options = default)
        where TOptimizer : struct, IOptimizer<T>;

    /// <summary>One step of plain gradient descent a row, row after row: stochastic gradient descent proper.</summary>
    /// <returns>The mean of the losses, each before its step.</returns>
    T TrainRows(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T learningRate);

    /// <summary>One step of an optimizer a row, row after row.</summary>
    /// <returns>The mean of the losses, each before its step.</returns>
    T TrainRows<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<T>;

    /// <summary>One pass in training mode, forward and back, with every value on its way by name: for reading, checking and reports.</summary>
    /// <remarks>
    /// What the next <see cref="ComputeGradients(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/> would compute, by plain loops; but nothing of the network changes,
    /// neither <see cref="RandomState"/> nor running statistics. It allocates all values of the pass.
    /// </remarks>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    NetworkTrace<T> Trace(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

    /// <summary>Bytes of working memory that steps on a mini-batch take: all layers' values, gradients, and weights as the kernels read them.</summary>
    /// <param name="rows">Rows of the mini-batch.</param>
    /// <remarks>Allocated once, for the most rows so far; an optimizer's state, a multiple of the parameters, comes on top.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    long GetWorkspaceBytes(int rows);

    /// <summary>Forgets the optimizer's state (momenta, step count).</summary>
    void ResetOptimizer();

    /// <summary>What the optimizer remembers from step to step, to be saved and taken up again.</summary>
    IOptimizerMemory<T> OptimizerState { get; }

    /// <summary>Trains in mini-batches over the data, from the present parameters on.</summary>
    /// <param name="data">Rows to learn from, at least one.</param>
    /// <param name="options">Optimizer, batch size, epochs and the rest.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Ends training early; what was learned stays.</param>
    TrainingResult Train(Dataset<T> data, TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Loss, accuracy and R² over all rows, in inference mode.</summary>
    Evaluation Evaluate(Dataset<T> data);
}
