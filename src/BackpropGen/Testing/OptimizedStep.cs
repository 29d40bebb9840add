using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>A network's step with an optimizer that is known as <see cref="IOptimizer"/> only.</summary>
internal sealed class OptimizedStep<T>(ITrainableNetwork<T> network) : IOptimizerVisitor<T, Func<T[], T[], T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes inputs and targets, gives the loss before the step.</summary>
    public static Func<T[], T[], T> Of(ITrainableNetwork<T> network, IOptimizer optimizer) => optimizer.Accept(new OptimizedStep<T>(network));

    /// <inheritdoc/>
    public Func<T[], T[], T> Visit<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<TOptimizer, T>
        => (inputs, targets) => network.TrainStep(inputs, targets, optimizer);
}
