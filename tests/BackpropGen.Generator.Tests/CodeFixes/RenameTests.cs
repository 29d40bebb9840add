using System.Threading.Tasks;
using BackpropGen.CodeFixes;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

/// <summary>BPG0011 and BPG0012: what collides with a generated member is renamed with its uses.</summary>
public sealed class RenameTests
{
    private const string Head = "using BackpropGen;\n[Network(2)]\n[Dense(1)]\n";

    private static readonly CodeFixRun Fix = new(new RenameCodeFix(), new NetworkAnalyzer());

    [Theory]
    [InlineData("partial class Net { int Threads => 2; int Twice => 2 * Threads; }", "partial class Net { int OwnThreads => 2; int Twice => 2 * OwnThreads; }")]
    [InlineData("partial class Net { int _w1 = 1; int Get() => _w1; }", "partial class Net { int _ownW1 = 1; int Get() => _ownW1; }")]
    [InlineData("partial class Net { void Save(string path) { } void Both() => Save(\"\"); }", "partial class Net { void OwnSave(string path) { } void Both() => OwnSave(\"\"); }")]
    [InlineData("partial class Net { int B1 => OwnB1; int OwnB1 => 3; }", "partial class Net { int OwnB12 => OwnB1; int OwnB1 => 3; }")]
    public async Task A_member_is_renamed(string declaration, string expected)
    {
        var text = await Fix.ApplyAsync(Head + declaration);
        Assert.Equal(Head + expected, text);
        Assert.Empty(AnalyzerRun.Of(text));
    }

    [Fact]
    public async Task A_network_is_renamed()
        => Assert.Equal(
            Head + "partial class PredictNetwork { PredictNetwork Same => this; }",
            await Fix.ApplyAsync(Head + "partial class Predict { Predict Same => this; }"));

    [Fact]
    public async Task A_constructor_has_no_other_name()
        => Assert.Empty(await Fix.TitlesAsync(Head + "partial class Net { public Net(ulong seed) { } }"));
}
