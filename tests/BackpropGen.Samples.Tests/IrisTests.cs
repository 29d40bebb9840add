using BackpropGen;
using Iris;
using Xunit;

namespace BackpropGen.Samples.Tests;

/// <summary>What the sample shows: flowers it has not seen are told apart, training stops early, the report has what it promises.</summary>
public sealed class IrisTests
{
    // a guess has 1/3; this network has 0.96 with a standard deviation of 0.06 over the folds
    [Fact]
    public void Cross_validation_tells_the_species_apart() => Assert.InRange(Flowers.CrossValidate().Accuracy.Mean, 0.93, 1);

    [Fact]
    public void Training_stops_early_with_the_best_parameters_and_is_reported()
    {
        var (network, result, validation) = Flowers.Train();
        Assert.Equal((StopReason.NoImprovement, true), (result.StopReason, result.RestoredBest));
        Assert.Equal(result.BestLoss, network.Evaluate(validation).Loss, 1e-6);
        string report = TrainingReport.Of(result, network, validation).ToHtml();
        Assert.Contains("versicolor", report, System.StringComparison.Ordinal);
        Assert.Contains("<h2>Layers</h2>", report, System.StringComparison.Ordinal);
    }
}
