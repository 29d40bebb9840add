using System.Threading.Tasks;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Snapshots;

/// <summary>The tests that are generated for networks, whole.</summary>
public sealed class NetworkTestsSnapshotTests
{
    [Fact]
    public async Task ForXUnit() => await Verifier.Verify(TestsGeneratorRun.Of(Asking("Acme.Gate", ExampleNetworks.Gate), "xUnit").Driver);

    [Fact]
    public async Task ForNUnit() => await Verifier.Verify(TestsGeneratorRun.Of(Asking("LectureNetwork", ExampleNetworks.Lecture), "NUnit").Driver);

    [Fact]
    public async Task ForMSTest() => await Verifier.Verify(TestsGeneratorRun.Of(Asking("Classifier", ExampleNetworks.Inference), "MSTest").Driver);

    private static string Asking(string network, string source)
        => source.Replace("using BackpropGen;\n", $"using BackpropGen;\n[assembly: GenerateNetworkTests(typeof({network}))]\n", System.StringComparison.Ordinal);
}
