using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>Ids 0001 to 0999: just where they are reported, and what they say.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("public class [|Net|];", "BPG0001", "'Net' must be declared partial, so that the generator can add its members to it")]
    [InlineData("public partial class [|Net|]<T>;", "BPG0003", "The network 'Net' must not be generic, nor lie in a generic type; its precision is an argument of [Network]")]
    [InlineData("public static partial class [|Net|];", "BPG0004", "The network 'Net' must not be static, because its parameters belong to an object")]
    [InlineData("public abstract partial class [|Net|];", "BPG0005", "The network 'Net' must not be abstract, because the generator writes all of it")]
    [InlineData("public partial record [|Net|];", "BPG0006", "The network 'Net' must be a class, not a record: a copy of a record would share the parameters of the original")]
    [InlineData("file partial class [|Net|];", "BPG0007", "The network 'Net' must not be local to its file, because its generated part is another file; make it internal")]
    [InlineData("public partial class [|Train|];", "BPG0012", "A network cannot be called 'Train', because the generator adds a member of that name; rename the class")]
    [InlineData("public partial class [|_w1|];", "BPG0012", "A network cannot be called '_w1', because the generator adds a member of that name; rename the class")]
    [InlineData("public partial class [|Net|] : Base;\npublic class Base { private Base() { } }", "BPG0013", "The base class 'Base' of the network 'Net' has no constructor without parameters that 'Net' can call; add one")]
    public void The_class_is_no_network(string declaration, string id, string message)
        => AnalyzerRun.Reports("using BackpropGen;\n[Network(2)]\n[Dense(1)]\n" + declaration, id, message);

    [Theory]
    [InlineData("public sealed partial class Net;")]
    [InlineData("partial class @event;")]
    [InlineData("public partial class Net : Base;\npublic class Base { protected Base(int size = 1) { } }")]
    [InlineData("public partial class W1;")]
    [InlineData("public partial class NetWeights;")]
    public void The_class_is_a_network(string declaration)
        => Assert.Empty(AnalyzerRun.Of("using BackpropGen;\n[Network(2)]\n[Dense(1)]\n" + declaration));

    [Theory]
    [InlineData("public class [|Outer|] { {0} }", "BPG0002", "'Outer' must be declared partial, so that the generator can add members to the network 'Net' inside it")]
    [InlineData("partial class A { struct [|B|] { partial class C { {0} } } }", "BPG0002", "'B' must be declared partial, so that the generator can add members to the network 'Net' inside it")]
    [InlineData("public partial class Outer<T> { {0} }", "BPG0003", "The network 'Net' must not be generic, nor lie in a generic type; its precision is an argument of [Network]")]
    public void The_surroundings_are_none_of_a_network(string outer, string id, string message)
    {
        var network = "[Network(2), Dense(1)] public partial class " + (id == "BPG0003" ? "[|Net|];" : "Net;");
        AnalyzerRun.Reports("using BackpropGen;\n" + outer.Replace("{0}", network, System.StringComparison.Ordinal), id, message);
    }

    [Fact]
    public void Each_container_is_reported_by_itself()
        => Assert.Equal(2, AnalyzerRun.Of("class A { class B { [BackpropGen.Network(1), BackpropGen.Dense(1)] partial class Net; } }").Count);

    [Fact]
    public void A_part_that_is_not_partial_is_the_one_reported()
        => AnalyzerRun.Reports("using BackpropGen;\n[Network(2)]\n[Dense(1)]\npartial class Net;\nclass [|Net|];", "BPG0001", "'Net' must be declared partial, so that the generator can add its members to it");

    [Fact]
    public void A_network_without_layers_is_reported_at_its_attribute()
        => AnalyzerRun.Reports(Sources.Network("[[|Network(2)|]]"), "BPG0008", "The network 'Net' has no layer; add one below [Network], such as [Dense(1)]");

    [Fact]
    public void Layers_on_several_parts_have_no_order()
        => AnalyzerRun.Reports(
            "using BackpropGen;\n[Dense(1)] partial class Net;\n[Network(2)]\n[Dense(1)]\npartial class [|Net|];",
            "BPG0009",
            "The layers of 'Net' stand on several parts of the class, so that their order is undefined; move them to one part");

    [Fact]
    public void Layers_without_a_network_are_reported_once()
        => AnalyzerRun.Reports("using BackpropGen;\n[[|LayerNorm|]]\n[Dense(1)]\nclass Net;", "BPG0010", "[LayerNorm] has no effect on 'Net', which has no [Network] attribute; add [Network(inputs)]");

    [Fact]
    public void An_old_language_is_reported()
    {
        var tree = Sources.Parse("using BackpropGen;\n[Network(2)]\n[Dense(1)]\npartial class Net { }", language: Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp10);
        var diagnostic = Assert.Single(AnalyzerRun.Of(Sources.Compile(tree)));
        Assert.Equal(("BPG0014", "The network 'Net' needs C# 12 or later, but the project uses C# 10.0; raise LangVersion"), (diagnostic.Id, diagnostic.GetMessage(null)));
    }

    [Fact]
    public void A_pragma_suppresses()
        => Assert.Empty(AnalyzerRun.Of("using BackpropGen;\n#pragma warning disable BPG0010\n[Dense(1)]\nclass Net;"));
}
