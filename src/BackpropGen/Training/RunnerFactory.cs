using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Makes what trains an epoch, by the optimizer's kind: those of mini-batches as the structs that they are.</summary>
internal sealed class RunnerFactory<T>(ITrainableNetwork<T> network, TrainingData<T> data, IOptimizer optimizer, TrainingOptions options) : IOptimizerVisitor<T, EpochRunner<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A runner that starts from the network's present parameters.</summary>
    public EpochRunner<T> Make() => optimizer is IFullBatchOptimizer fullBatch
        ? new FullBatchRunner<T>(fullBatch.Begin(network, data.Learned), optimizer.LearningRate)
        : optimizer.Accept(this);

    /// <inheritdoc/>
    public EpochRunner<T> Visit<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<TOptimizer, T> => new MiniBatchRunner<T, TOptimizer>(network, data.Source, optimizer, options);
}
