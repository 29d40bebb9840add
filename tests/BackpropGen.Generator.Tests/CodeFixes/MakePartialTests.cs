using System.Threading.Tasks;
using BackpropGen.CodeFixes;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

public sealed class MakePartialTests
{
    private static readonly CodeFixRun Fix = new(new MakePartialCodeFix(), new NetworkAnalyzer());

    [Theory]
    [InlineData("class Net;", "partial class Net;")]
    [InlineData("public sealed class Net;", "public sealed partial class Net;")]
    [InlineData("/* a */ class /* b */ Net { int x; }", "/* a */ partial class /* b */ Net { int x; }")]
    [InlineData("// comment\npublic class Net // end\n{\n}", "// comment\npublic partial class Net // end\n{\n}")]
    public async Task A_network_becomes_partial(string declaration, string expected)
    {
        const string Attributes = "using BackpropGen;\n\n[Network(2)]\n[Dense(1)]\n";
        var text = await Fix.ApplyAsync(Attributes + declaration);
        Assert.Equal(Attributes + expected, text);
        Assert.Empty(AnalyzerRun.Of(text));
    }

    [Theory]
    [InlineData("class", "partial class")]
    [InlineData("public struct", "public partial struct")]
    [InlineData("internal record struct", "internal partial record struct")]
    [InlineData("public interface", "public partial interface")]
    public async Task A_type_around_a_network_becomes_partial(string declared, string expected)
    {
        const string Inside = " Outer\n{\n    [BackpropGen.Network(2), BackpropGen.Dense(1)]\n    public partial class Net;\n}\n";
        Assert.Equal(expected + Inside, await Fix.ApplyAsync(declared + Inside));
    }
}
