using System;
using System.Globalization;
using System.IO;
using BackpropGen;
using Iris;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string output = Path.Combine(AppContext.BaseDirectory, "output");
Directory.CreateDirectory(output);

CrossValidationResult<float> folds = Flowers.CrossValidate();
Console.WriteLine($"ten-fold cross-validation over {Flowers.All.RowCount} flowers: accuracy {folds.Accuracy}, loss {folds.Loss}");

(IrisNetwork network, TrainingResult result, Dataset<float> validation) = Flowers.Train();
Console.WriteLine($"one network, 120 flowers to learn from: {result.StopReason} after {result.Epochs} epochs, best was epoch {result.BestEpoch}");
ClassificationReport classes = network.EvaluateClasses(validation);
Console.WriteLine($"validation: accuracy {classes.Accuracy:P1}, F1 {classes.F1(Average.Macro):F3}");
Console.WriteLine(classes.Confusion!.ToMarkdown());

string report = Path.Combine(output, "report.html");
string landscape = Path.Combine(output, "landscape.svg");
result.SaveReport(report, network, validation);
File.WriteAllText(landscape, LossSurface.Plane(network, validation, SurfaceAxis.Random(1), SurfaceAxis.Random(2)).ToSvg());
Console.WriteLine($"report:    {report}");
Console.WriteLine($"landscape: {landscape}");
