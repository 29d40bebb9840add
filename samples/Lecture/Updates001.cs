using System;
using System.Collections.Generic;
using BackpropGen;

namespace Lecture;

/// <summary>
/// Document 001 after many updates. It prints the results of two different rules, one of which it calls incorrect itself: its weights
/// after one update are those of the simultaneous update, its errors and outputs afterwards those of the sequential one.
/// </summary>
internal static class Updates001
{
    public const int Many = 10_000;

    /// <summary>All gradients from the old weights, then all weights at once: what the network does.</summary>
    public static IReadOnlyList<Figure> Simultaneous()
    {
        LectureNetwork first = Repeat(1, network => network.Update());
        LectureNetwork before = Repeat(Many - 1, network => network.Update());
        LectureNetwork last = Repeat(Many, network => network.Update());
        return
        [
            new("E_total after 1", first.Error, Remark: "printed 0.291027924: see below"),
            new("E_total after 9,999", before.Error, "0.0000351085", "printed as that after 10,000"),
            new("E_total after 10,000", last.Error),
            new("out_o1", last.Outs()[0], Remark: "printed 0.015912196: see below"),
            new("out_o2", last.Outs()[1], Remark: "printed 0.984065734: see below"),
        ];
    }

    /// <summary>The output weights overwritten before the hidden deltas are taken: not gradient descent, and what the document prints.</summary>
    public static IReadOnlyList<Figure> Sequential()
    {
        LectureNetwork first = Repeat(1, UpdateSequentially);
        LectureNetwork last = Repeat(Many, UpdateSequentially);
        return
        [
            new("E_total after 1", first.Error, "0.291027924"),
            new("E_total after 10,000", last.Error),
            new("out_o1", last.Outs()[0], "0.015912196"),
            new("out_o2", last.Outs()[1], "0.984065734"),
        ];
    }

    private static LectureNetwork Repeat(int updates, Action<LectureNetwork> update)
    {
        LectureNetwork network = LectureNetwork.AsPrinted();
        for (int i = 0; i < updates; i++)
        {
            update(network);
        }

        return network;
    }

    private static void UpdateSequentially(LectureNetwork network)
    {
        NetworkTrace<double> old = network.Traced();
        for (int edge = 0; edge < 4; edge++)
        {
            network.W2[edge / 2, edge % 2] -= LectureNetwork.LearningRate * old["∂E/∂W²"][edge / 2, edge % 2];
        }

        for (int unit = 0; unit < 2; unit++)
        {
            // the mistake: W2 holds the new weights by now
            double sum = (network.W2[0, unit] * old["δ²"][0, 0]) + (network.W2[1, unit] * old["δ²"][0, 1]);
            double delta = sum * old["∂a¹/∂z¹"][0, unit];
            network.W1[unit, 0] -= LectureNetwork.LearningRate * delta * LectureNetwork.Inputs[0];
            network.W1[unit, 1] -= LectureNetwork.LearningRate * delta * LectureNetwork.Inputs[1];
        }
    }
}
