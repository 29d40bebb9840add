using System;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Metrics;

public sealed class RegressionTests
{
    // scikit-learn's examples: y = [3, −0.5, 2, 7], ŷ = [2.5, 0, 2, 8]: MAE 0.5, MSE 0.375, R² 0.9486…; the second output is constant and missed by 1 once
    [Fact]
    public void Errors_and_determination_of_each_output_and_their_means()
    {
        var network = new LinearNetwork<double>(2, 2);
        network.SetParameters([1, 0, 0, 1, 0, 0]);
        RegressionReport report = network.EvaluateRegression(new Dataset<double>([2.5, 4, 0, 4, 2, 5, 8, 4], 2, [3, 4, -0.5, 4, 2, 4, 7, 4], 2));

        Assert.Equal(0.5, report.Outputs[0].MeanAbsoluteError, 15);
        Assert.Equal(Math.Sqrt(0.375), report.Outputs[0].RootMeanSquaredError, 15);
        Assert.Equal(1 - (1.5 / 29.1875), report.Outputs[0].R2, 15);
        Assert.Equal(new RegressionScores(0.25, 0.5, 0), report.Outputs[1]);
        Assert.Equal(0.375, report.MeanAbsoluteError, 15);
        Assert.Equal((Math.Sqrt(0.375) + 0.5) / 2, report.RootMeanSquaredError, 15);
        Assert.Equal((1 - (1.5 / 29.1875)) / 2, report.R2, 15);
    }
}
