using System;
using System.Globalization;
using System.IO;
using BackpropGen;
using Digits;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string output = Path.Combine(AppContext.BaseDirectory, "output");
Directory.CreateDirectory(output);

// The z-scores are fitted on the training part alone, so that nothing of the test part leaks into training.
Dataset<float> digits = Dataset<float>.FromCsv(Path.Combine(AppContext.BaseDirectory, "digits.csv"), inputs: 64, classes: 10);
(Dataset<float> trainingPart, Dataset<float> testPart) = digits.Split(0.8, seed: 1);
Dataset<float> training = trainingPart.Standardize(out Standardization<float> standardization);
Dataset<float> test = standardization.Apply(testPart);
Console.WriteLine($"{digits.RowCount} digits of 8 x 8 pixels: {training.RowCount} to train on, {test.RowCount} held back");
Console.WriteLine($"network 64-64-64-10, {DigitNetwork.ParameterCount} parameters");

var network = new DigitNetwork(seed: 1);
TrainingResult result = TrainingDisplay.Run(progress => network.Train(
    training,
    new TrainingOptions { Optimizer = new Adam(learningRate: 0.001), BatchSize = 32, Epochs = 30, Seed = 1, Validation = test },
    progress));

string chart = Path.Combine(output, "history.svg");
string model = Path.Combine(output, "digits.safetensors");
result.History.SaveSvg(chart);
network.Save(model, standardization);
Console.WriteLine("rows: the digit; columns: what the network says");
AnsiConsole.Write(Confusion.Table(network, test));
Console.WriteLine($"loss by epoch: {chart}");
Console.WriteLine($"saved model:   {model}");

// What another program would do: load both, and give the network raw pixels.
var loaded = new DigitNetwork();
loaded.Load(model);
Standardization<float> loadedStandardization = Standardization<float>.Load(model);
DigitPicture.Show(loaded, loadedStandardization, testPart, row: 0);

Evaluation evaluation = loaded.Evaluate(loadedStandardization.Apply(testPart));
Console.WriteLine($"test accuracy: {100 * evaluation.Accuracy:F2} %");
