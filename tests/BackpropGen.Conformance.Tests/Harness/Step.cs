using System;
using System.Numerics;

namespace BackpropGen.Conformance.Tests.Harness;

/// <summary>One step on a mini-batch; gives the loss before it.</summary>
internal delegate T Step<T>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets);

/// <summary>Binds optimizers to networks whose precision is a type parameter.</summary>
internal static class StepExtensions
{
    /// <summary>One update on all rows.</summary>
    public static Step<T> Stepping<T>(this ITrainableNetwork<T> network, IOptimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer.Accept(new OfBatches<T>(network));

    /// <summary>One update on all rows, with penalty and limits, and weights of the rows.</summary>
    public static Step<T> Stepping<T>(this ITrainableNetwork<T> network, IOptimizer optimizer, UpdateOptions options, T[]? rowWeights = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer.Accept(new OfWeightedBatches<T>(network, options, rowWeights));

    /// <summary>One update a row.</summary>
    public static Step<T> SteppingRows<T>(this ITrainableNetwork<T> network, IOptimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer.Accept(new OfRows<T>(network));

    private sealed class OfBatches<T>(ITrainableNetwork<T> network) : IOptimizerVisitor<T, Step<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Step<T> Visit<TOptimizer>(TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer<TOptimizer, T> => (inputs, targets) => network.TrainStep(inputs, targets, optimizer);
    }

    private sealed class OfWeightedBatches<T>(ITrainableNetwork<T> network, UpdateOptions options, T[]? rowWeights) : IOptimizerVisitor<T, Step<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Step<T> Visit<TOptimizer>(TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer<TOptimizer, T> =>
            rowWeights is null ? (inputs, targets) => network.TrainStep(inputs, targets, optimizer, options) : (inputs, targets) => network.TrainStep(inputs, targets, rowWeights, optimizer, options);
    }

    private sealed class OfRows<T>(ITrainableNetwork<T> network) : IOptimizerVisitor<T, Step<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Step<T> Visit<TOptimizer>(TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer<TOptimizer, T> => (inputs, targets) => network.TrainRows(inputs, targets, optimizer);
    }
}
