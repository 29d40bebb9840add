using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>BPG4007 and BPG4008: tests that cannot be generated.</summary>
public sealed class NetworkTestsTests
{
    private const string Using = "using BackpropGen;\n";

    private static string XUnit => "\n" + TestsGeneratorRun.Frameworks["xUnit"];

    [Fact]
    public void Without_a_framework()
        => AnalyzerRun.Reports(
            Using + "[assembly: [|GenerateNetworkTests(typeof(Net))|]]\n[Network(2)] [Dense(1)] partial class Net;", "BPG4007", "Tests of 'Net' need xUnit, NUnit or MSTest, but the project references none of them");

    [Theory]
    [InlineData("typeof(string)", "", "String", "it is no network: it implements neither INetwork<float> nor INetwork<double>")]
    [InlineData("typeof(Net<>)", "abstract class Net<T> : ITrainableNetwork<float> { }", "Net", "it is generic")]
    [InlineData("typeof(Net)", "abstract class Net : ITrainableNetwork<float> { }", "Net", "no object of it can be made")]
    [InlineData("typeof(INet)", "interface INet : INetwork<float>;", "INet", "no object of it can be made")]
    [InlineData("typeof(Net)", "class Net : INetwork<double> { private Net() { } }", "Net", "it has no constructor without parameters that a class of tests can call")]
    [InlineData("typeof(Net)", "file class Net : INetwork<double> { }", "Net", "it is not visible to a class of tests; make it internal, or public in a referenced project")]
    public void What_cannot_be_tested(string type, string declaration, string name, string reason)
        => AnalyzerRun.Reports(Using + $"[assembly: GenerateNetworkTests([|{type}|])]\n" + declaration + XUnit, "BPG4008", $"No tests of '{name}' can be generated, because {reason}");

    [Theory]
    [InlineData("typeof(Net)", "[Network(2)] [Dense(1)] partial class Net;")]
    [InlineData("typeof(Net)", "[Network(2)] partial class Net;")]
    [InlineData("typeof(Missing)", "")]
    [InlineData("null", "")]
    public void What_can_be_tested_or_is_reported_elsewhere(string type, string declaration)
        => Assert.Empty(AnalyzerRun.Of(Using + $"[assembly: GenerateNetworkTests({type})]\n" + declaration + XUnit, new NetworkTestsAnalyzer()));
}
