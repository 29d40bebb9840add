using System;
using System.Linq;

namespace BackpropGen.Tests.Reports;

/// <summary>Four inputs, three kinds: a graph with everything that a drawing shows.</summary>
[Network(4)]
[Dense(8, Activation.Tanh, Name = "Left")]
[Dense(6, Activation.ReLU, Name = "Right", From = "input")]
[Concat("Left", "Right", Name = "Both")]
[Dense(14)]
[LayerNorm(Name = "Norm")]
[Add("Norm", "Both", Name = "Sum")]
[Dropout(0.1)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ReportedNetwork;

/// <summary>One input, one output.</summary>
[Network(1, Precision = Precision.Double)]
[Dense(1)]
internal sealed partial class ReportedLine;

/// <summary>Trainings to report.</summary>
internal static class ReportedRuns
{
    /// <summary>Rows whose class is the input that is the largest of the first three; a class's name would break a page that did not escape it.</summary>
    public static Dataset<float> Kinds(int rows, int seed)
    {
        var random = new Random(seed);
        float[] inputs = [.. Enumerable.Range(0, rows * 4).Select(_ => (float)random.NextDouble())];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => Array.IndexOf(inputs, inputs[(row * 4)..((row * 4) + 3)].Max(), row * 4) - (row * 4))];
        return Dataset<float>.FromClasses(inputs, 4, labels, 3);
    }

    /// <summary>A classifier with validation, patience, a schedule and layer reports.</summary>
    public static (TrainingResult Result, ReportedNetwork Network, Dataset<float> Validation) Classifier()
    {
        var network = new ReportedNetwork(1);
        Dataset<float> validation = Kinds(60, 2);
        TrainingResult result = network.Train(Kinds(160, 1), new TrainingOptions
        {
            Optimizer = new Adam(0.01),
            Schedule = new CosineDecay(40),
            BatchSize = 16,
            Epochs = 40,
            Validation = validation,
            Patience = 30,
            LayerReports = true,
        });
        return (result, network, validation);
    }

    /// <summary>Regression without validation.</summary>
    public static TrainingResult Line() => new ReportedLine(1).Train(
        new Dataset<double>([0.0, 1, 2, 3], 1, [1.0, 3, 5, 7], 1), new TrainingOptions { Optimizer = new Sgd(0.05), Epochs = 5 });
}
