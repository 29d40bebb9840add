using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>Checks that every contender computes the same before anything is timed.</summary>
internal static class Agreement
{
    /// <summary>
    /// How far parameters may differ after some steps, in parts of the largest change of the same layer's weights or biases; outputs, of the
    /// largest output. Beside that, four units in the last place of the largest parameter: what rounding alone does to parameters that hardly change.
    /// </summary>
    public const double Tolerance = 1e-3;

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
        double allowed = Tolerance * expected.Max(Math.Abs);
        foreach (IContender peer in lineup.Peers)
        {
            float[] actual = Outputs(peer, lineup, rows);
            Compare(lineup, peer, "output", actual, expected, 0, expected.Length, allowed);
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
            foreach ((int start, int count) in Tensors(lineup.Workload))
            {
                double change = 0, largest = 0;
                for (int i = start; i < start + count; i++)
                {
                    change = Math.Max(change, Math.Abs((double)expected[i] - lineup.Parameters[i]));
                    largest = Math.Max(largest, Math.Abs((double)expected[i]));
                }

                // the two-core step promises the same bits
                double allowed = lineup.Case.TwoCores ? 0 : (Tolerance * change) + (4 * largest / (1 << 24));
                Compare(lineup, contender, "parameter", actual, expected, start, count, allowed);
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

    private static IEnumerable<(int Start, int Count)> Tensors(Workload workload)
    {
        int start = 0;
        for (int layer = 1; layer < workload.Sizes.Length; layer++)
        {
            int biases = workload.Sizes[layer], weights = biases * workload.Sizes[layer - 1];
            yield return (start, weights);
            yield return (start + weights, biases);
            start += weights + biases;
        }
    }

    private static void Compare(Lineup lineup, IContender contender, string what, float[] actual, float[] expected, int start, int count, double allowed)
    {
        for (int i = start; i < start + count; i++)
        {
            if (!(Math.Abs((double)actual[i] - expected[i]) <= allowed))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"{lineup.Case}: {contender.Name} differs from ours in {what} {i}: {actual[i]:G9} and not {expected[i]:G9}, more than {allowed:G3} apart. Nothing was timed."));
            }
        }
    }
}
