using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>Ids 1001 to 1999: just where they are reported, and what they say.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData("[Network([|0|])][Dense(1)]", "BPG1001", "The inputs of [Network] must be from 1 to 65,536, but is 0")]
    [InlineData("[Network(inputs: [|-3|])][Dense(1)]", "BPG1001", "The inputs of [Network] must be from 1 to 65,536, but is -3")]
    [InlineData("[Network(2)][Dense([|0|])]", "BPG1001", "The units of [Dense] must be from 1 to 65,536, but is 0")]
    [InlineData("[Network(2)][Dense(activation: Activation.Tanh, units: [|65537|])]", "BPG1001", "The units of [Dense] must be from 1 to 65,536, but is 65537")]
    [InlineData("[Network(40000)][[|Concat(\"input\", \"input\")|]]", "BPG1001", "The width of a concatenation must be from 1 to 65,536, but is 80000")]
    [InlineData("[Network(2, Loss = [|(Loss)77|])][Dense(1)]", "BPG1003", "77 is no value of Loss; use one of its named values")]
    [InlineData("[Network(2, Precision = [|(Precision)2|])][Dense(1)]", "BPG1003", "2 is no value of Precision; use one of its named values")]
    [InlineData("[Network(2)][Dense(1, [|(Activation)(-1)|])]", "BPG1003", "-1 is no value of Activation; use one of its named values")]
    [InlineData("[Network(2)][Dense(1)][Activate([|(Activation)99|])]", "BPG1003", "99 is no value of Activation; use one of its named values")]
    [InlineData("[Network(2)][Dense(1, Bias = [|(Bias)3|])]", "BPG1003", "3 is no value of Bias; use one of its named values")]
    [InlineData("[Network(2)][Dense(1, Initializer = [|(Initializer)9|])]", "BPG1003", "9 is no value of Initializer; use one of its named values")]
    [InlineData("[Network(2)][Dense(1)][Dropout([|1|])]", "BPG1004", "The rate of [Dropout] must be at least 0 and less than 1, but is 1")]
    [InlineData("[Network(2)][Dense(1)][Dropout([|-0.5|])]", "BPG1004", "The rate of [Dropout] must be at least 0 and less than 1, but is -0.5")]
    [InlineData("[Network(2)][Dense(1)][Dropout([|double.NaN|])]", "BPG1004", "The rate of [Dropout] must be at least 0 and less than 1, but is NaN")]
    [InlineData("[Network(2)][Activate(Activation.ReLU, Frozen = [|true|])][Dense(1)]", "BPG1018", "Frozen has no effect, because [Activate] has no parameters; remove it")]
    [InlineData("[Network(2)][Dense(1, FrozenBias = [|true|], Bias = Bias.None)]", "BPG1018", "FrozenBias has no effect, because the layer has no biases; remove it")]
    [InlineData("[Network(2)][Dense(1, [|Activation.Softmax|])]", "BPG1017", "The softmax of a single unit is always 1; use Activation.Sigmoid, or one unit for each class")]
    public void A_value_is_wrong(string attributes, string id, string message) => AnalyzerRun.Reports(Sources.Network(attributes), id, message);

    [Fact]
    public void Too_many_parameters_are_counted()
        => AnalyzerRun.Reports(
            "using BackpropGen;\n[Network(65536)][Dense(65536, Bias = Bias.None)][Dense(1)]\npartial class [|Net|];",
            "BPG1002",
            "The network 'Net' would have 4,295,098,369 parameters, but 2,147,483,647 is the most; make its layers smaller");

    [Theory]
    [InlineData("[Dense(4, Name = \"Hidden\")][Dense(1, From = [|\"hiden\"|])]", "BPG1005", "There is no layer with the name 'hiden'; did you mean 'Hidden'?")]
    [InlineData("[Dense(4, Name = \"Hidden\")][Dense(1, From = [|\"Hidden, Memory\"|])]", "BPG1005", "There is no layer with the name 'Memory'; give the layer that is meant Name = \"Memory\"")]
    [InlineData("[Dense(4, Name = \"a\")][Add(\"a\", [|\"Input\"|])]", "BPG1005", "There is no layer with the name 'Input'; did you mean 'input'?")]
    [InlineData("[Dense(4, Name = \"a\")][Concat(new[] { \"a\", [|\"c2\"|] })]", "BPG1005", "There is no layer with the name 'c2'; give the layer that is meant Name = \"c2\"")]
    [InlineData("[Dense(4, Name = \"a\")][Dense(4, Name = [|\"a\"|])]", "BPG1006", "The name 'a' is that of an earlier layer; each layer needs a name of its own")]
    [InlineData("[Dense(4, Name = [|\"my layer\"|])]", "BPG1007", "'my layer' cannot be a layer's name: it is no C# identifier, and the layer's parameters are named after it")]
    [InlineData("[Dense(4, Name = [|\"\"|])]", "BPG1007", "'' cannot be a layer's name: it is no C# identifier, and the layer's parameters are named after it")]
    [InlineData("[Dense(4, Name = [|\"input\"|])]", "BPG1007", "'input' cannot be a layer's name: it is reserved for the network's input")]
    public void A_name_is_wrong(string layers, string id, string message) => AnalyzerRun.Reports(Sources.Network("[Network(4)]" + layers), id, message);

    [Fact]
    public void A_view_has_the_name_of_another()
        => AnalyzerRun.Reports(
            "using BackpropGen;\n[Network(2)][Dense(1)][Dense(1, Name = [|\"W1\"|])]\npartial class W1;",
            "BPG1008",
            "The parameters of this layer would be called 'W1Weights', as those of an earlier layer are; change its Name");

    [Theory]
    [InlineData("[Dense(1, Name = \"a\", From = [|\"b\"|])][Dense(1, Name = \"b\", From = \"a\")][Dense(1)]", "a → b → a")]
    [InlineData("[Dense(1, Name = \"a\", From = [|\"a\"|])]", "a → a")]
    [InlineData("[Dense(1)][Add([|\"input\", \"c\"|])][Dense(1)][Dense(1, Name = \"c\")]", "add1 → dense2 → c → add1")]
    public void A_cycle_is_reported_with_its_path(string layers, string path)
    {
        var marked = Sources.Network("[Network(1)]" + layers.Replace("[|\"input\", \"c\"|]", "[|\"input\"|], \"c\"", System.StringComparison.Ordinal));
        AnalyzerRun.Reports(marked, "BPG1009", $"The layers form a cycle: {path}; a network must lead from its input to its output");
    }

    [Theory]
    [InlineData("[Dense(3, Name = \"a\")][Add(\"a\", [|\"input\"|])]", "BPG1010", "The sources of [Add] must have one width, but 'a' has 3 and 'input' has 4")]
    [InlineData("[Dense(3, Name = \"a\")][Add(\"input\", \"input\", [|\"a\"|])]", "BPG1010", "The sources of [Add] must have one width, but 'input' has 4 and 'a' has 3")]
    [InlineData("[[|Add|]]", "BPG1011", "[Add] needs the names of at least two layers, but has 0")]
    [InlineData("[Dense(3, Name = \"a\")][[|Concat(\"a\")|]]", "BPG1011", "[Concat] needs the names of at least two layers, but has 1")]
    [InlineData("[Dense(4, Name = \"a\")][Add(\"a\", From = [|\"input\"|])]", "BPG1012", "[Add] takes its sources as arguments; remove From and write [Add(\"input\", \"a\")]")]
    [InlineData("[[|Dense(4)|]][Dense(1, From = \"input\")]", "BPG1016", "The output of 'dense1' does not reach the network's output, the last layer; use it there or remove it")]
    public void The_graph_is_wrong(string layers, string id, string message) => AnalyzerRun.Reports(Sources.Network("[Network(4)]" + layers), id, message);

    [Theory]
    [InlineData("[Dense(4, Name = \"a\", From = \"b\")][Dense(4, Name = \"b\", From = \"input\")][Add(\"a\", \"b\")]")]
    [InlineData("[Dense(3, Name = \"a\")][Dense(1, From = \" a , input\")]")]
    [InlineData("[Add(\"input\", \"input\")][Dense(1)]")]
    [InlineData("[Dense(4, Name = \"@event\")]")]
    public void The_graph_is_right(string layers)
    {
        var source = Sources.Network("[Network(4)]" + layers.Replace("@event", "event", System.StringComparison.Ordinal));
        Assert.Empty(AnalyzerRun.Of(source));
    }

    [Theory]
    [InlineData("[Dense(2, Connections = [|new[] { \"##.\" }|])]", "BPG1013", "Connections need one string for each of the 2 units, but there are 1")]
    [InlineData("[Dense(1, Connections = [|new string[0]|])]", "BPG1013", "Connections need one string for each of the 1 units, but there are 0")]
    [InlineData("[Dense(2, Connections = new[] { \"##.\", [|\"##\"|] })]", "BPG1013", "Connections need one character for each of the 3 sources, but unit 1 has 2")]
    [InlineData("[Dense(1, Connections = [[|\"#x.\"|]])]", "BPG1014", "Connections are written with '#' for an edge and '.' for none, but unit 0 has 'x' at position 1")]
    [InlineData("[Dense(2, Bias = Bias.None, Connections = new string[] { [|\"...\"|], \"#..\" })]", "BPG1015", "Unit 0 has neither an edge nor a bias, so that its sum is always 0; give it an edge or remove it")]
    public void Connections_are_wrong(string layer, string id, string message) => AnalyzerRun.Reports(Sources.Network("[Network(3)]" + layer), id, message);

    [Fact]
    public void A_unit_may_live_on_its_bias_alone()
        => Assert.Empty(AnalyzerRun.Of(Sources.Network("[Network(3)][Dense(2, Connections = new[] { \"...\", \"#..\" })]")));
}
