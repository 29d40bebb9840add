using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>How often rows of each class were taken for each class.</summary>
/// <param name="Names">The classes.</param>
/// <param name="Counts">[actual, predicted].</param>
internal sealed record ClassCounts(IReadOnlyList<string> Names, long[,] Counts)
{
    /// <summary>Counts a network's decisions over data; null where its outputs are no classes.</summary>
    public static ClassCounts? Of<T>(ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DecisionRule rule = DecisionRule.Of(network.Description);
        bool isBinary = network.OutputCount == 1 && rule.Kind == DecisionKind.Output;
        if (!isBinary && rule.Kind != DecisionKind.Row)
        {
            return null;
        }

        int classes = isBinary ? 2 : network.OutputCount;
        var counts = new long[classes, classes];
        for (int row = 0; row < data.RowCount; row++)
        {
            var targets = data.Targets.Slice(row * data.TargetCount, data.TargetCount);
            int actual = isBinary ? targets[0] > T.CreateTruncating(rule.TargetThreshold) ? 1 : 0 : Classes.ArgMax(targets);
            counts[actual, network.PredictClass(data.Inputs.Slice(row * data.InputCount, data.InputCount))]++;
        }

        IReadOnlyList<string> names = data.ClassNames.Count == classes ? data.ClassNames : [.. Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];
        return new ClassCounts(names, counts);
    }
}
