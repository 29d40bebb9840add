using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>Checks that every contender computes the same before anything is timed.</summary>
internal static class Agreement
{
    /// <summary>
    /// How far the changes of a layer's weights or biases may lie from ours after some steps, as vectors, in parts of their length; outputs
    /// likewise. Beside that, what rounding alone does to parameters that hardly change: four units in the last place of the largest.
    /// </summary>
    public const double Tolerance = 1e-3;

    /// <summary>
    /// How far a single number may differ, in parts of the largest change: more than all together, since a sum that rounds to the other side
    /// of ReLU's kink moves some weights by a whole row's share.
    /// </summary>
    private const double ToleranceOfOne = 2e-2;

    private const int Steps = 4, RowsOfSingleSteps = 16;

    /// <exception cref="InvalidOperationException">A contender differs; the message says which, where and by how much.</exception>
    public static void Check(Lineup lineup)
    {
        if (lineup.Case.Predicts)
        {
            CheckOutputs(lineup);
        }
        else
        {
            CheckParameters(lineup);
        }
    }

    private static void CheckOutputs(Lineup lineup)
    {
        int rows = lineup.Case.Batch;
        float[] expected = Outputs(lineup.Of(Own.Predict), lineup, rows);
        foreach (IContender peer in lineup.Peers)
        {
            Compare(lineup, peer, "output", Outputs(peer, lineup, rows), expected, new float[expected.Length]);
        }
    }

    private static float[] Outputs(IContender contender, Lineup lineup, int rows)
    {
        contender.Set(lineup.Parameters);
        contender.Pass(rows);
        return contender.Outputs[..(rows * lineup.Workload.Sizes[^1])].ToArray();
    }

    private static void CheckParameters(Lineup lineup)
    {
        float[] expected = Trained(lineup.Of(Own.Step), lineup);
        foreach (IContender contender in lineup.All.Where(contender => !contender.IsVariant))
        {
            float[] actual = Trained(contender, lineup);
            if (lineup.Case.TwoCores && !actual.AsSpan().SequenceEqual(expected))
            {
                throw new InvalidOperationException($"{lineup.Case}: {contender.Name} does not give the same bits as one thread. Nothing was timed.");
            }

            foreach ((string name, Range range) in Tensors(lineup.Workload))
            {
                Compare(lineup, contender, name, actual[range], expected[range], lineup.Parameters[range]);
            }
        }
    }

    private static float[] Trained(IContender contender, Lineup lineup)
    {
        contender.Set(lineup.Parameters);
        contender.Pass(Math.Min(lineup.Rows, lineup.Case.Batch == 1 ? RowsOfSingleSteps : Steps * lineup.Case.Batch));
        var parameters = new float[lineup.Parameters.Length];
        contender.Get(parameters);
        return parameters;
    }

    private static IEnumerable<(string Name, Range Range)> Tensors(Workload workload)
    {
        int start = 0;
        for (int layer = 1; layer < workload.Sizes.Length; layer++)
        {
            int biases = workload.Sizes[layer], weights = biases * workload.Sizes[layer - 1];
            yield return ($"W{layer}", start..(start + weights));
            yield return ($"B{layer}", (start + weights)..(start + weights + biases));
            start += weights + biases;
        }
    }

    private static void Compare(Lineup lineup, IContender contender, string name, float[] actual, float[] expected, float[] before)
    {
        double squares = 0, changes = 0, worst = 0, change = 0, largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]), step = Math.Abs((double)expected[i] - before[i]);
            squares += difference * difference;
            changes += step * step;
            worst = double.IsNaN(difference) ? double.NaN : Math.Max(worst, difference);
            change = Math.Max(change, step);
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        double rounding = 4 * largest / (1 << 24), length = Math.Sqrt(squares), allowed = (Tolerance * Math.Sqrt(changes)) + (rounding * Math.Sqrt(expected.Length));
        if (!(length <= allowed && worst <= (ToleranceOfOne * change) + rounding))
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{lineup.Case}: {contender.Name} differs from ours in {name}: by {length:G3} as a vector, {allowed:G3} allowed; one number by {worst:G3}. Nothing was timed."));
        }
    }
}
