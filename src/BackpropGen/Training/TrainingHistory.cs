using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen;

/// <summary>A training, epoch by epoch.</summary>
#pragma warning disable CA1710 // a history is a list of epochs, and its users call it a history
public sealed class TrainingHistory : IReadOnlyList<EpochRecord>
#pragma warning restore CA1710
{
    private readonly EpochRecord[] _epochs;

    /// <summary>A history of given epochs.</summary>
    public TrainingHistory(IEnumerable<EpochRecord> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        _epochs = [.. epochs];
    }

    /// <summary>How many whole epochs were done.</summary>
    public int Count => _epochs.Length;

    /// <summary>An epoch, from 0.</summary>
    public EpochRecord this[int index] => _epochs[index];

    /// <inheritdoc/>
    public IEnumerator<EpochRecord> GetEnumerator() => ((IEnumerable<EpochRecord>)_epochs).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The loss by epoch as a self-contained SVG picture, readable on light and dark backgrounds; on a logarithmic scale where the losses span decades.</summary>
    public string ToSvg() => Chart().ToSvg();

    /// <summary>Writes <see cref="ToSvg"/> to a file.</summary>
    public void SaveSvg(string path) => Chart().SaveSvg(path);

    private LineChart Chart()
    {
        double[] epochs = [.. _epochs.Select(epoch => (double)epoch.Epoch)];
        ChartSeries[] all = [new("Training", epochs, [.. _epochs.Select(epoch => epoch.Loss)]), new("Validation", epochs, [.. _epochs.Select(epoch => epoch.ValidationLoss)])];
        return new LineChart
        {
            Title = "Loss by epoch",
            XLabel = "epoch",
            YLabel = "loss",
            Series = [.. all.Where(series => series.Finite.Any())],
            MayBeLogarithmic = true,
            HasWholeX = true,
        };
    }
}
