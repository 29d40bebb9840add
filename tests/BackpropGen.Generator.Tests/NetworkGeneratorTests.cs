using System;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Generator.Tests;

public sealed class NetworkGeneratorTests
{
    [Fact]
    public void A_fault_of_the_compiler_is_an_error_that_names_the_network()
    {
        var run = GeneratorRun.Of(Sources.Compile(Sources.Network("[Network(2)][Dense(1)]")), new NetworkGenerator(_ => throw new InvalidOperationException("no such kernel\nat all")));
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(
            ("BPG9001", DiagnosticSeverity.Error, Location.None, "The generator failed on the network 'Net' (InvalidOperationException: no such kernel at all); please report it with the network's attributes"),
            (diagnostic.Id, diagnostic.Severity, diagnostic.Location, diagnostic.GetMessage(null)));
    }

    [Fact]
    public void After_a_fault_of_the_compiler_the_surface_is_there()
    {
        var run = GeneratorRun.Of(Sources.Compile(Sources.Network("[Network(2)][Dense(1)]")), new NetworkGenerator(_ => throw new InvalidOperationException()));
        Sources.AssertCompiles(run.Output);
        Assert.NotNull(run.Output.GetTypeByMetadataName("Net")!.GetMembers("Predict").Single());
    }

    [Fact]
    public void Cancellation_is_no_fault()
    {
        var generator = new NetworkGenerator(_ => throw new OperationCanceledException());
        Assert.ThrowsAny<OperationCanceledException>(() => GeneratorRun.Of(Sources.Compile(Sources.Network("[Network(2)][Dense(1)]")), generator));
    }

    [Theory]
    [InlineData("[Network(0)][Dense(1)]")]
    [InlineData("[Network(2)]")]
    [InlineData("[Network(2)][Dense(unknown)]")]
    public void A_wrong_network_does_not_reach_the_compiler(string attributes)
    {
        var run = GeneratorRun.Of(Sources.Compile(Sources.Network(attributes)), new NetworkGenerator(_ => throw new InvalidOperationException()));
        Assert.Empty(run.Diagnostics);
        Assert.Single(run.Sources);
    }

    [Theory]
    [InlineData("public class Net;")]
    [InlineData("public static partial class Net;")]
    [InlineData("file partial class Net;")]
    public void What_cannot_carry_generated_code_gets_none(string declaration)
        => Assert.Empty(GeneratorRun.Of("using BackpropGen;\n[Network(2)][Dense(1)] " + declaration).Sources);

    [Fact]
    public void Each_network_has_files_of_its_own()
        => Assert.Equal(
            ["A.g.cs", "A.Trace.g.cs", "B.g.cs", "B.Trace.g.cs"],
            GeneratorRun.Of("using BackpropGen;\n[Network(2)][Dense(1)] partial class A;\n[Network(2)][Dense(1)] partial class B;").Sources.Select(source => source.HintName));
}
