using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Mini-batches of many rows, then of few, then of more: a batch is the mean of its rows.</summary>
public sealed class BatchTests
{
    public static TheoryData<string> Names =>
        [.. ContractNetworks.Specs.Values.Where(spec => spec.Layers.All(layer => layer.Kind is not (LayerKind.BatchNorm or LayerKind.Dropout))).Select(spec => spec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradients_are_the_means_over_the_rows(string name)
    {
        var network = ContractNetworks.Double(name);
        foreach (var rows in new[] { 700, 1, 6, 7, 64, 1000, 2 })
        {
            var (inputs, targets) = ContractNetworks.Rows<double>(name, rows, rows);
            double[] gradients = new double[network.ParameterCount], inputGradients = new double[inputs.Length], outputs = new double[targets.Length];
            var loss = network.ComputeGradients(inputs, targets, gradients, inputGradients);
            network.Predict(inputs, outputs);

            double lossSum = 0;
            double[] sum = new double[gradients.Length], one = new double[gradients.Length];
            double[] oneInput = new double[network.InputCount], oneOutput = new double[network.OutputCount];
            for (var row = 0; row < rows; row++)
            {
                var x = inputs.AsSpan(row * oneInput.Length, oneInput.Length);
                lossSum += network.ComputeGradients(x, targets.AsSpan(row * oneOutput.Length, oneOutput.Length), one, oneInput);
                network.Predict(x, oneOutput);
                Agree.OfLargest(oneOutput, outputs[(row * oneOutput.Length)..((row + 1) * oneOutput.Length)], 1e-12, 1e-3, $"row {row} of {rows}: outputs");
                Agree.OfLargest([.. oneInput.Select(g => g / rows)], inputGradients[(row * oneInput.Length)..((row + 1) * oneInput.Length)], 1e-11, 1e-3, $"row {row} of {rows}: dx");
                sum = [.. sum.Zip(one, (a, b) => a + b)];
            }

            Agree.One(lossSum / rows, loss, 1e-12, 1e-13, $"loss of {rows} rows");
            Agree.OfLargest([.. sum.Select(g => g / rows)], gradients, 1e-11, 1e-3, $"gradients of {rows} rows");
            Agree.One(loss, network.ComputeLoss(inputs, targets), 1e-12, 1e-13, $"loss of {rows} rows, in inference mode");
        }
    }
}
