using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Abstractions;

namespace BackpropGen.Generator.Tests.Incrementality;

/// <summary>A hundred networks in one project. Times are printed, not asserted: they depend on the machine.</summary>
public sealed class ManyNetworksTests(ITestOutputHelper output)
{
    private const int Count = 100;

    [Fact]
    public void Each_gets_its_files_and_an_unrelated_edit_costs_nothing()
    {
        var networks = string.Concat(Enumerable.Range(1, Count).Select(Network));
        var compilation = Sources.Compile(Sources.Parse("using BackpropGen;\n" + networks), Sources.Parse("class Other;", "Other.cs"));
        var clock = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        var driver = TrackingDriver.Create().RunGenerators(compilation);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} networks: {clock.ElapsedMilliseconds} ms cold, {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:F0} ms of processor time"));
        Assert.Equal(2 * Count, driver.GetRunResult().GeneratedTrees.Length);

        clock.Restart();
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Sources.Parse("class Another;", "Other.cs")));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"an unrelated edit: {clock.ElapsedMilliseconds} ms"));
        var reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).Select(step => step.Reason);
        Assert.Equal(Enumerable.Repeat(IncrementalStepRunReason.Cached, Count), reasons);
    }

    /// <summary>All different, so that nothing can be shared between them.</summary>
    private static string Network(int number)
        => string.Create(CultureInfo.InvariantCulture, $"[Network({number})]\n[Dense({number + 1}, Activation.ReLU)]\n[Dense({number + 2}, Activation.Tanh)]\n[LayerNorm]\n[Dense(10, Activation.Softmax)]\npublic partial class Net{number};\n");
}
