using System.Threading.Tasks;
using BackpropGen.CodeFixes;
using BackpropGen.Generator.Diagnostics;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

public sealed class ModifierTests
{
    [Theory]
    [InlineData("partial class Net;", "sealed partial class Net;")]
    [InlineData("public partial class Net;", "public sealed partial class Net;")]
    [InlineData("// comment\ninternal partial class Net { }", "// comment\ninternal sealed partial class Net { }")]
    public async Task A_network_is_sealed(string declaration, string expected)
    {
        const string Attributes = "using BackpropGen;\n\n[Network(2)]\n[Dense(1)]\n";
        Assert.Equal(Attributes + expected, await new CodeFixRun(new MakeSealedCodeFix(), new SealedNetworkAnalyzer()).ApplyAsync(Attributes + declaration));
    }

    [Theory]
    [InlineData("[Activation]\n    private float Bend(float z) => z * z;", "[Activation]\n    private static float Bend(float z) => z * z;")]
    [InlineData("/* a */ [Activation] float Bend(float z) => z * z;", "/* a */ [Activation] static float Bend(float z) => z * z;")]
    public async Task A_function_becomes_static(string method, string expected)
    {
        const string Head = "using BackpropGen;\n\npublic sealed class Functions\n{\n    ";
        Assert.Equal(Head + expected + "\n}\n", await new CodeFixRun(new MakeStaticCodeFix(), new FunctionAnalyzer()).ApplyAsync(Head + method + "\n}\n"));
    }
}
