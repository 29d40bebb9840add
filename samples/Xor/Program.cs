using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xor;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
IReadOnlyList<Restart> restarts = Restarts.Run(Enumerable.Range(0, 10).Select(seed => (ulong)seed));
foreach (Restart restart in restarts)
{
    Console.WriteLine($"seed {restart.Seed}: loss {restart.Evaluation.Loss:F6}, {4 * restart.Evaluation.Accuracy:F0} of 4 right");
}

Restart best = restarts[0];
Console.WriteLine($"the best is seed {best.Seed}:");
float[] output = [0];
for (int row = 0; row < Restarts.TruthTable.RowCount; row++)
{
    ReadOnlySpan<float> input = Restarts.TruthTable.InputRow(row);
    best.Network.Predict(input, output);
    Console.WriteLine($"  {input[0]} xor {input[1]}: {output[0]:F4}");
}
