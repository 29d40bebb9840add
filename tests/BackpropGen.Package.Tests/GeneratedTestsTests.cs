using System;
using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>Generated tests, run for real in each framework: all pass but the one that finds a network's wrong gradient.</summary>
[Collection(nameof(OnePackage))]
public sealed class GeneratedTestsTests(PackageFixture package)
{
    [Theory]
    [InlineData("XUnit2")]
    [InlineData("XUnit3")]
    [InlineData("NUnit")]
    [InlineData("MSTest")]
    public void A_wrong_gradient_fails_its_test_and_no_other(string framework)
    {
        var run = DotNet.Run(package.Project("Proofs", framework), "test", "-c", "Release", "--nologo", $"-p:TestFramework={framework}");
        Assert.NotEqual(0, run.ExitCode);
        Assert.True(run.Output.Contains("Failed:     1, Passed:    11, Skipped:     0, Total:    12", StringComparison.Ordinal), run.Output);
        Assert.Contains("Gate: expected gradients that agree with differences of the loss", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Output.Split('\n'), line => line.TrimStart().StartsWith("Failed ", StringComparison.Ordinal) && line.Contains("Gradients_agree_with_differences_of_the_loss", StringComparison.Ordinal));
    }
}
