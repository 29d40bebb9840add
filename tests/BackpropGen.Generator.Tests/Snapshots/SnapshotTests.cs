using System.Threading.Tasks;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Generator.Tests.Snapshots;

/// <summary>All that is generated for a dozen networks, in files beside this one: a change of the emitted code shows in review as its readers will see it.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task Gate() => await Verifier.Verify(Run(ExampleNetworks.Gate));

    [Fact]
    public async Task Lecture() => await Verifier.Verify(Run(ExampleNetworks.Lecture));

    [Fact]
    public async Task Iris() => await Verifier.Verify(Run(ExampleNetworks.Iris));

    [Fact]
    public async Task Digits() => await Verifier.Verify(Run(ExampleNetworks.Digits));

    [Fact]
    public async Task Residual() => await Verifier.Verify(Run(ExampleNetworks.Residual));

    [Fact]
    public async Task Branches() => await Verifier.Verify(Run(ExampleNetworks.Branches));

    [Fact]
    public async Task Dropped() => await Verifier.Verify(Run(ExampleNetworks.Dropped));

    [Fact]
    public async Task LayerNormalised() => await Verifier.Verify(Run(ExampleNetworks.LayerNormalised));

    [Fact]
    public async Task BatchNormalised() => await Verifier.Verify(Run(ExampleNetworks.BatchNormalised));

    [Fact]
    public async Task Sparse() => await Verifier.Verify(Run(ExampleNetworks.Sparse));

    [Fact]
    public async Task Inference() => await Verifier.Verify(Run(ExampleNetworks.Inference));

    [Fact]
    public async Task Own() => await Verifier.Verify(Run(ExampleNetworks.Own));

    [Fact]
    public async Task Wrong() => await Verifier.Verify(Run(ExampleNetworks.Wrong));

    private static GeneratorDriver Run(string source) => TrackingDriver.Create().RunGenerators(Sources.Compile(source));
}
