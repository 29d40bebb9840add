using System.Threading.Tasks;
using BackpropGen.CodeFixes;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

/// <summary>Layers that are missing, misspelt, of the wrong width, or have a name of another.</summary>
public sealed class LayerTests
{
    private static readonly NetworkAnalyzer Analyzer = new();

    [Theory]
    [InlineData("[Network(2)]", "[Network(2)]\n[Dense(1)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropy)]", "[Network(2, Loss = Loss.CrossEntropy)]\n[Dense(2, Activation.Softmax)]")]
    [InlineData("[Network(2, Loss = Loss.BinaryCrossEntropy)] // a comment", "[Network(2, Loss = Loss.BinaryCrossEntropy)] // a comment\n[Dense(1, Activation.Sigmoid)]")]
    [InlineData("[Network(2, Loss = Loss.CrossEntropyWithLogits)]", "[Network(2, Loss = Loss.CrossEntropyWithLogits)]\n[Dense(2)]")]
    public async Task An_output_layer_is_added(string attributes, string expected)
    {
        var text = await new CodeFixRun(new AddOutputLayerCodeFix(), Analyzer).ApplyAsync(Sources.Network(attributes));
        Assert.Equal(Sources.Network(expected), text);
        Assert.Empty(AnalyzerRun.Of(text));
    }

    [Fact]
    public async Task An_output_layer_is_added_as_its_network_is_written()
        => Assert.Equal(
            "partial class Outer\n{\n    [BackpropGen.Network(2)]\n    [BackpropGen.Dense(1)]\n    partial class Net;\n}\n",
            await new CodeFixRun(new AddOutputLayerCodeFix(), Analyzer).ApplyAsync("partial class Outer\n{\n    [BackpropGen.Network(2)]\n    partial class Net;\n}\n"));

    [Theory]
    [InlineData("[Dense(4, Name = \"Hidden\")][Dense(1, From = \"hiden\")]", "[Dense(4, Name = \"Hidden\")][Dense(1, From = \"Hidden\")]")]
    [InlineData("[Dense(4, Name = \"Left\")][Dense(4, Name = \"Right\")][Dense(1, From = \"Left, Rigth\")]", "[Dense(4, Name = \"Left\")][Dense(4, Name = \"Right\")][Dense(1, From = \"Left, Right\")]")]
    [InlineData("[Dense(2, Name = \"Left\")][Add(\"Lefd\", \"input\")]", "[Dense(2, Name = \"Left\")][Add(\"Left\", \"input\")]")]
    [InlineData("[Dense(2, Name = \"Left\")][Concat(new[] { \"Left\", /* all */ \"Input\" })]", "[Dense(2, Name = \"Left\")][Concat(new[] { \"Left\", /* all */ \"input\" })]")]
    public async Task A_misspelt_layer_is_corrected(string layers, string expected)
    {
        var text = await new CodeFixRun(new CorrectLayerNameCodeFix(), Analyzer).ApplyAsync(Sources.Network("[Network(2)]" + layers));
        Assert.Equal(Sources.Network("[Network(2)]" + expected), text);
        Assert.Empty(AnalyzerRun.Of(text));
    }

    [Fact]
    public async Task What_is_like_no_layer_cannot_be_corrected()
        => Assert.Empty(await new CodeFixRun(new CorrectLayerNameCodeFix(), Analyzer).TitlesAsync(Sources.Network("[Network(2)][Dense(4, Name = \"Hidden\")][Dense(1, From = \"Elsewhere\")]")));

    [Theory]
    [InlineData("[Dense(4, Name = \"a\")][Dense(3, Name = \"b\")][Add(\"a\", \"b\")]", "[Dense(4, Name = \"a\")][Dense(4, Name = \"b\")][Add(\"a\", \"b\")]")]
    [InlineData("[Dense(4, Name = \"a\")][Add(\"a\", \"input\")]", "[Dense(2, Name = \"a\")][Add(\"a\", \"input\")]")]
    [InlineData("[Dense(4)][LayerNorm][Dropout(0.5, Name = \"a\")][Dense(units: 3, Name = \"b\")][Dense(5, Name = \"c\")][Add(\"a\", \"b\", \"c\")]", "[Dense(4)][LayerNorm][Dropout(0.5, Name = \"a\")][Dense(units: 4, Name = \"b\")][Dense(4, Name = \"c\")][Add(\"a\", \"b\", \"c\")]")]
    [InlineData("[Dense(1, Name = \"a\")][Dense(3, Connections = new[] { \"#\", \"#\", \"#\" }, Name = \"b\")][Add(\"a\", \"b\")]", null)]
    [InlineData("[Dense(1, Name = \"a\")][Concat(\"a\", \"input\", Name = \"b\")][Add(\"b\", \"input\")]", null)]
    [InlineData("[Dense(3, Name = \"a\")][Dense(3, Name = \"b\")][Add(\"b\", \"a\", Name = \"c\")][Dense(2, Name = \"d\")][Add(\"c\", \"d\")]", "[Dense(3, Name = \"a\")][Dense(3, Name = \"b\")][Add(\"b\", \"a\", Name = \"c\")][Dense(3, Name = \"d\")][Add(\"c\", \"d\")]")]
    public async Task Widths_are_made_equal(string layers, string? expected)
    {
        var fix = new CodeFixRun(new SetUnitsCodeFix(), Analyzer);
        var source = Sources.Network("[Network(2)]" + layers);
        if (expected is null)
        {
            Assert.Empty(await fix.TitlesAsync(source));
            return;
        }

        var text = await fix.ApplyAsync(source);
        Assert.Equal(Sources.Network("[Network(2)]" + expected), text);
        Assert.DoesNotContain(AnalyzerRun.Of(text), diagnostic => diagnostic.Id == "BPG1010");
    }

    [Theory]
    [InlineData("[Dense(4, Name = \"Hidden\")][Dense(1, Name = \"Hidden\")]", "[Dense(4, Name = \"Hidden\")][Dense(1, Name = \"Hidden2\")]")]
    [InlineData("[Dense(4, Name = \"A\")][Dense(4, Name = \"A2\")][LayerNorm(Name = \"A\")]", "[Dense(4, Name = \"A\")][Dense(4, Name = \"A2\")][LayerNorm(Name = \"A3\")]")]
    public async Task A_second_layer_of_a_name_gets_another(string layers, string expected)
    {
        var text = await new CodeFixRun(new NameLayerCodeFix(), Analyzer).ApplyAsync(Sources.Network("[Network(2)]" + layers));
        Assert.Equal(Sources.Network("[Network(2)]" + expected), text);
        Assert.Empty(AnalyzerRun.Of(text));
    }

    [Fact]
    public async Task A_layer_whose_view_has_the_name_of_another_view_gets_a_name()
    {
        // the class's own name makes the view of the first layer W1Weights
        const string Source = "using BackpropGen;\n[Network(2)]\n[Dense(2)]\n[Dense(2, Name = \"W1\")]\npartial class W1;\n";
        var text = await new CodeFixRun(new NameLayerCodeFix(), Analyzer).ApplyAsync(Source);
        Assert.Equal(Source.Replace("\"W1\"", "\"W12\"", System.StringComparison.Ordinal), text);
        Assert.Empty(AnalyzerRun.Of(text));
    }
}
