using System;
using System.Numerics;
using System.Threading;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Ways of training that go with every network.</summary>
public static class TrainingExtensions
{
    /// <summary>
    /// The training that <c>Train</c> does, in the pull form: <c>foreach</c> over it trains an epoch at a time, for hosts without threads or with a loop of their own.
    /// Arguments are checked at once; the network stays as it is until the first epoch is asked for.
    /// </summary>
    /// <param name="network">Learns.</param>
    /// <param name="data">Rows to learn from, at least one, of the network's widths.</param>
    /// <param name="options">Optimizer, batch size, epochs and the rest.</param>
    /// <param name="cancellationToken">Ends training before the next step; nothing is thrown.</param>
    /// <returns>One report a whole epoch, and in the end the result.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or an option is missing or out of range.</exception>
    public static TrainingEpochs TrainEpochs<T>(this ITrainableNetwork<T> network, Dataset<T> data, TrainingOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        return new TrainingEpochs(new TrainingRun<T>(network, data, options), cancellationToken);
    }
}
