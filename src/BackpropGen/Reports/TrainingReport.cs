using System;
using System.IO;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// A training as one HTML file that needs nothing else, neither network nor server: curves with values under the pointer and a logarithmic scale, learning rate, layers, confusion
/// matrix, the network's drawing, the options. Readable on light and dark.
/// </summary>
public sealed class TrainingReport
{
    private readonly TrainingResult _result;
    private readonly ClassificationReport? _classes;

    private TrainingReport(TrainingResult result, ClassificationReport? classes)
    {
        ArgumentNullException.ThrowIfNull(result);
        (_result, _classes) = (result, classes);
    }

    /// <summary>The report of a training. Layers are in it where <see cref="TrainingOptions.LayerReports"/> asked for them.</summary>
    public static TrainingReport Of(TrainingResult result) => new(result, null);

    /// <summary>The same with the confusion matrix and the scores of each class of a network, as it is now, over data; for regression without.</summary>
    /// <param name="result">How the training went.</param>
    /// <param name="network">The network that it trained.</param>
    /// <param name="data">Rows to predict, as a rule the validation data.</param>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    public static TrainingReport Of<T>(TrainingResult result, ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        TrainingChecks.Data(network, data, nameof(data));
        bool isClassifier = DecisionRule.Of(network.Description).Kind != DecisionKind.None;
        return new TrainingReport(result, isClassifier ? network.EvaluateClasses(data) : null);
    }

    /// <summary>The page.</summary>
    public string ToHtml() => new ReportPage(_result, _classes).Write();

    /// <summary>Writes the page to a file.</summary>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllText(path, ToHtml());
    }
}

/// <summary>Reports of results.</summary>
public static class TrainingReportExtensions
{
    /// <summary>Writes the training's report as one HTML file; see <see cref="TrainingReport"/>.</summary>
    public static void SaveReport(this TrainingResult result, string path) => TrainingReport.Of(result).Save(path);

    /// <summary>The same with the confusion matrix of the network, as it is now, over data.</summary>
    public static void SaveReport<T>(this TrainingResult result, string path, ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TrainingReport.Of(result, network, data).Save(path);
}
