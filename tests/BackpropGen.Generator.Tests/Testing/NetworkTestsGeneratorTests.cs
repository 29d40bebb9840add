using System.Linq;
using BackpropGen.Generator.Testing;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Generator.Tests.Testing;

/// <summary>For which types tests are generated, and that they compile wherever they may.</summary>
public sealed class NetworkTestsGeneratorTests
{
    private const string Network = "namespace Acme { [Network(2)] [Dense(1)] public sealed partial class Gate; }";

    [Theory]
    [InlineData("xUnit")]
    [InlineData("NUnit")]
    [InlineData("MSTest")]
    public void Tests_compile_without_warnings(string framework)
        => Sources.AssertCompiles(Compiling("[assembly: GenerateNetworkTests(typeof(Acme.Gate))]", Network, framework).Output);

    [Theory]
    [InlineData("xUnit", "xUnit", "NUnit", "MSTest")]
    [InlineData("NUnit", "NUnit", "MSTest")]
    public void The_first_framework_counts(string expected, params string[] referenced)
        => Assert.Contains(
            TestFramework.All.Single(each => each.Name == expected).Method,
            Assert.Single(Compiling("[assembly: GenerateNetworkTests(typeof(Acme.Gate))]", Network, referenced).Tests).SourceText.ToString(),
            System.StringComparison.Ordinal);

    [Theory]
    [InlineData("typeof(Net)", "[Network(2, Precision = Precision.Double)] [Dense(1)] internal sealed partial class Net;", "public sealed class NetTests")]
    [InlineData("typeof(Outer.Net)", "public partial class Outer { [Network(2)] [Dense(1)] internal sealed partial class Net; }", "public sealed class Outer_NetTests")]
    [InlineData("typeof(@class)", "[Network(2)] [Dense(1)] public sealed partial class @class;", "public sealed class classTests")]
    [InlineData("typeof(@namespace.@class)", "namespace @namespace { [Network(2)] [Dense(1)] public sealed partial class @class; }", "namespace @namespace")]
    [InlineData("typeof(Net)", "[Network(2)] [Dense(1)] public sealed partial class Net; class NetTests;", "public sealed class NetTests2")]
    [InlineData("typeof(Net)", "[Network(2, InferenceOnly = true)] [Dense(1)] public sealed partial class Net;", "CheckConcurrency<float>")]
    public void Tests_are_written_for(string type, string declaration, string expected)
    {
        var run = Compiling($"[assembly: GenerateNetworkTests({type})]", declaration, "xUnit");
        Assert.Contains(expected, Assert.Single(run.Tests).SourceText.ToString(), System.StringComparison.Ordinal);
        Sources.AssertCompiles(run.Output);
    }

    [Theory]
    [InlineData("[assembly: GenerateNetworkTests(typeof(Gate))]", "[Network(2)] public sealed partial class Gate;")]
    [InlineData("[assembly: GenerateNetworkTests(typeof(Gate))]", "[Network(2)] [Dense(1)] public sealed class Gate;")]
    [InlineData("[assembly: GenerateNetworkTests(typeof(string))]", "")]
    [InlineData("[assembly: GenerateNetworkTests(typeof(int[]))]", "")]
    [InlineData("[assembly: GenerateNetworkTests(typeof(Missing))]", "")]
    [InlineData("[assembly: GenerateNetworkTests(null)]", "")]
    [InlineData("[assembly: GenerateNetworkTests]", "")]
    public void Nothing_is_written_for(string attribute, string declaration)
        => Assert.Empty(Compiling(attribute, declaration, "xUnit").Tests);

    [Fact]
    public void Nothing_is_written_without_a_framework()
        => Assert.Empty(Compiling("[assembly: GenerateNetworkTests(typeof(Acme.Gate))]", Network).Tests);

    [Fact]
    public void A_network_that_is_named_twice_is_tested_once()
    {
        var compilation = Sources.Compile(
            Sources.Parse("using BackpropGen;\n[assembly: GenerateNetworkTests(typeof(Acme.Gate))]\n[assembly: GenerateNetworkTests(typeof(Acme.Gate))]\n" + Network),
            Sources.Parse("using BackpropGen;\n[assembly: GenerateNetworkTests(typeof(Acme.Gate))]", "Second.cs"),
            Sources.Parse(TestsGeneratorRun.Frameworks["xUnit"], "xUnit.cs"));
        Assert.Single(TestsGeneratorRun.Of(compilation).Tests);
    }

    [Fact]
    public void Several_networks_may_be_named_in_one_list()
        => Assert.Equal(2, Compiling("[assembly: GenerateNetworkTests(typeof(A)), GenerateNetworkTests(typeof(B))]", "[Network(2)] [Dense(1)] partial class A; [Network(2)] [Dense(1)] partial class B;", "xUnit").Tests.Count);

    [Fact]
    public void Networks_of_a_referenced_assembly_are_tested()
    {
        var library = GeneratorRun.Of("using BackpropGen;\n" + Network).Output;
        var compilation = Sources.Compile(
            Sources.Parse("using BackpropGen;\n[assembly: GenerateNetworkTests(typeof(Acme.Gate))]"),
            Sources.Parse(TestsGeneratorRun.Frameworks["NUnit"], "NUnit.cs"));
        var run = TestsGeneratorRun.Of((CSharpCompilation)compilation.AddReferences(library.ToMetadataReference()));
        Assert.Contains("CheckGradients<float>(static () => new global::Acme.Gate())", Assert.Single(run.Tests).SourceText.ToString(), System.StringComparison.Ordinal);
        Sources.AssertCompiles(run.Output);
    }

    [Fact]
    public void An_edit_elsewhere_writes_nothing_anew()
    {
        var other = Sources.Parse("class Other { int N => 1; }", "Other.cs");
        var compilation = Sources.Compile(
            Sources.Parse("using BackpropGen;\n[assembly: GenerateNetworkTests(typeof(Acme.Gate))]\n" + Network), other, Sources.Parse(TestsGeneratorRun.Frameworks["xUnit"], "xUnit.cs"));
        var driver = TestsGeneratorRun.Create().RunGenerators(compilation)
            .RunGenerators(compilation.ReplaceSyntaxTree(other, Sources.Parse("class Other { int N => 2; }", "Other.cs")));
        var steps = driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Tests];
        Assert.All(steps.SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static TestsGeneratorRun Compiling(string attribute, string declaration, params string[] frameworks)
        => TestsGeneratorRun.Of("using BackpropGen;\n" + attribute + "\n" + declaration, frameworks);
}
