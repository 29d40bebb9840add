using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>The rows of a training, parted into mini-batches.</summary>
internal sealed class TrainingData<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows to learn from.</summary>
    /// <exception cref="System.ArgumentException">An option does not fit the network.</exception>
    public TrainingData(NetworkDescription network, Dataset<T> data, Batches batches, TrainingOptions options)
    {
        Given = data;
        Learned = TargetPreparation.Prepare(network, data, options);
        Batches = batches;
        Source = new BatchSource<T>(Learned, batches, options);
    }

    /// <summary>The data as they were given: what is measured.</summary>
    public Dataset<T> Given { get; }

    /// <summary>The data as they are trained on: with smoothed targets, weighted by class.</summary>
    public Dataset<T> Learned { get; }

    /// <summary>How the rows are parted.</summary>
    public Batches Batches { get; }

    /// <summary>Gives each mini-batch.</summary>
    public BatchSource<T> Source { get; }
}
