using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>BPG0011: which members of the user's class collide with generated ones.</summary>
public sealed class CollisionTests
{
    [Theory]
    [InlineData("public int [|InputCount|] => 2;", "Net.InputCount")]
    [InlineData("private const string [|Description|] = \"\";", "Net.Description")]
    [InlineData("private class [|Threads|];", "Net.Threads")]
    [InlineData("public event System.Action [|Train|] { add { } remove { } }", "Net.Train")]
    [InlineData("public void [|Save|](string file) { }", "Net.Save(string)")]
    [InlineData("public void [|Load|](System.IO.Stream file) { }", "Net.Load(Stream)")]
    [InlineData("private int [|PredictClass|](System.ReadOnlySpan<float> row) => 0;", "Net.PredictClass(ReadOnlySpan<float>)")]
    [InlineData("private void [|TrainStep|]<T>(System.ReadOnlySpan<float> x, System.ReadOnlySpan<float> t, T rule) { }", "Net.TrainStep<T>(ReadOnlySpan<float>, ReadOnlySpan<float>, T)")]
    [InlineData("private int [|W1|];", "Net.W1")]
    [InlineData("private int [|HiddenBiases|];", "Net.HiddenBiases")]
    [InlineData("private int [|Gain1|];", "Net.Gain1")]
    [InlineData("private float[]? [|_w2|];", "Net._w2")]
    [InlineData("private void [|_b1|]() { }", "Net._b1()")]
    [InlineData("private int [|Forward|];", "Net.Forward")]
    [InlineData("private void [|Backward|](System.ReadOnlySpan<float> x, System.ReadOnlySpan<float> t, System.Span<float> g, System.Span<float> dx, float scale) { }", "Net.Backward(ReadOnlySpan<float>, ReadOnlySpan<float>, Span<float>, Span<float>, float)")]
    [InlineData("public void [|Threads|]() { }", "Net.Threads()")]
    [InlineData("public [|Net|]() { }", "Net.Net()")]
    [InlineData("private [|Net|](ulong number) { }", "Net.Net(ulong)")]
    public void They_collide(string member, string display)
        => AnalyzerRun.Reports(Source(member), "BPG0011", Message(display));

    [Fact]
    public void A_primary_constructor_collides()
        => AnalyzerRun.Reports(
            "using BackpropGen;\n[Network(2)]\n[Dense(1)]\npartial class [|Net|](int size) { public int Size => size; }", "BPG0011", Message("primary constructor Net.Net(int)"));

    [Theory]
    [InlineData("public void Save(string file, bool overwrite) { }")]
    [InlineData("public void Predict(float[] x) { }")]
    [InlineData("public int PredictClass(System.ReadOnlySpan<double> row) => 0;")]
    [InlineData("public void Save(ref string file) { }")]
    [InlineData("public int W3, B2, W4, HiddenGain, _w3;")]
    [InlineData("public Net(int size) : this() => Size = size; public int Size { get; }")]
    [InlineData("static Net() { }")]
    [InlineData("public float[] Forward(float[] row) => row;")]
    [InlineData("public void Update() { }")]
    [InlineData("public int inputCount;")]
    public void They_do_not_collide(string member)
    {
        var source = Source(member);
        Assert.Empty(AnalyzerRun.Of(source));
        Sources.AssertCompiles(GeneratorRun.Of(source).Output);
    }

    [Fact]
    public void What_only_training_needs_is_free_in_an_inference_only_network()
        => Assert.Empty(AnalyzerRun.Of("using BackpropGen;\n[Network(2, InferenceOnly = true)]\n[Dense(1)]\npartial class Net { public int Threads; public int Train; }"));

    [Fact]
    public void All_are_reported()
        => Assert.Equal(3, AnalyzerRun.Of(Source("int B1; int Threads; void Save(string path) { }")).Count);

    [Theory]
    [InlineData("public string Save => \"\";")]
    [InlineData("public void Threads() { }")]
    [InlineData("public Net() { }")]
    [InlineData("public int W1;")]
    public void The_surface_leaves_room_for_them(string member)
        => Sources.AssertCompiles(GeneratorRun.Of(Source(member)).Output);

    private static string Message(string display) => $"The network 'Net' has '{display}', which collides with a member that the generator adds; rename or remove it";

    private static string Source(string member)
        => "#pragma warning disable 169, 649 // unused members\nusing BackpropGen;\n[Network(2)]\n[Dense(2)]\n[Dense(2, Name = \"Hidden\")]\n[LayerNorm]\npartial class Net { " + member + " }";
}
