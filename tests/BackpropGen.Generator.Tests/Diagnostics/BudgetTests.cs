using System;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>Ids 5001 to 5999: just where they are reported, and what they say.</summary>
public sealed class BudgetTests
{
    private const string Network = "[Network(64)][Dense(64, Activation.ReLU)][Dense(32, Activation.ReLU, Name = \"Narrow\")][Dense(10, Activation.Softmax)]";

    [Theory]
    [InlineData("MaxParameters = [|6569|]", "has 6,570 parameters, 1 more than its budget of 6,569: dense1 4,160, Narrow 2,080, dense3 330")]
    [InlineData("MaxBytes = [|20_000|]", "has 26,280 bytes of parameters, 6,280 more than its budget of 20,000: dense1 16,640, Narrow 8,320, dense3 1,320")]
    public void An_excess_is_told_by_layer_at_the_limit(string limit, string message) =>
        AnalyzerRun.Reports(Sources.Network($"{Network}[Budget({limit})]"), "BPG5001", $"The network 'Net' {message}");

    [Theory]
    [InlineData("MaxFlops", "FLOPs a row", "dense1 8,256, Narrow 4,128, dense3 ")]
    [InlineData("MaxTrainStepFlops", "FLOPs a training step on one row", "dense1 ")]
    public void Operations_are_limited_too(string limit, string unit, string costliest)
    {
        var diagnostic = Assert.Single(AnalyzerRun.Of(Sources.Network($"{Network}[Budget({limit} = 1_000)]")));
        Assert.Equal("BPG5001", diagnostic.Id);
        Assert.Contains($" {unit}, ", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains($" more than its budget of 1,000: {costliest}", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_is_kept_says_nothing() =>
        Assert.Empty(AnalyzerRun.Of(Sources.Network($"{Network}[Budget(MaxParameters = 6_570, MaxBytes = 26_280, MaxFlops = 100_000, MaxTrainStepFlops = 1_000_000)]")));

    [Fact]
    public void Each_limit_that_is_exceeded_is_told() =>
        Assert.Equal(["BPG5001", "BPG5001"], AnalyzerRun.Of(Sources.Network($"{Network}[Budget(MaxParameters = 1, MaxFlops = 1)]")).Select(diagnostic => diagnostic.Id));

    [Fact]
    public void Of_many_layers_the_costliest_are_named_and_the_rest_summed_up()
    {
        var layers = string.Concat(Enumerable.Range(1, 8).Select(i => $"[Dense({i})]"));
        var message = Assert.Single(AnalyzerRun.Of(Sources.Network($"[Network(2)]{layers}[Budget(MaxParameters = 1)]"))).GetMessage(null);
        Assert.EndsWith(": dense8 64, dense7 49, dense6 36, dense5 25, dense4 16, 3 more 16", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxParameters = [|0|]", "MaxParameters must be at least 1, but is 0; leave it out for no limit")]
    [InlineData("MaxFlops = [|-5|]", "MaxFlops must be at least 1, but is -5; leave it out for no limit")]
    public void Limits_that_no_network_keeps_are_refused(string limit, string message) =>
        AnalyzerRun.Reports(Sources.Network($"{Network}[Budget({limit})]"), "BPG5002", message);

    [Fact]
    public void A_training_limit_of_a_network_that_only_predicts_is_kept() =>
        Assert.Empty(AnalyzerRun.Of(Sources.Network("[Network(2, InferenceOnly = true)][Dense(1)][Budget(MaxTrainStepFlops = 1)]")));

    [Fact]
    public void A_budget_without_a_network_is_told() =>
        AnalyzerRun.Reports("using BackpropGen;\n[[|Budget(MaxParameters = 1)|]]\npartial class Net;", "BPG5003", "[Budget] has no effect on 'Net', which has no [Network] attribute; add [Network(inputs)] or remove the budget");
}
