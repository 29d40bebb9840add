using System;
using System.Globalization;
using BackpropGen;
using Xor;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var network = new XorNetwork();
RestartsResult restarts = Restarts.Run(network);
foreach (Restart restart in restarts.All)
{
    Console.WriteLine($"seed {restart.Seed}: loss {restart.Evaluation.Loss:F6}, {4 * restart.Evaluation.Accuracy:F0} of 4 right");
}

Console.WriteLine($"the best is seed {restarts.Best.Seed}:");
float[] output = [0];
for (int row = 0; row < Restarts.TruthTable.RowCount; row++)
{
    ReadOnlySpan<float> input = Restarts.TruthTable.InputRow(row);
    network.Predict(input, output);
    Console.WriteLine($"  {input[0]} xor {input[1]}: {output[0]:F4}");
}
