using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec;

public sealed class ClassReaderTests
{
    [Theory]
    [InlineData("namespace Acme.Nets;", "Acme.Nets")]
    [InlineData("namespace @class.@record;", "@class.@record")]
    [InlineData("", "")]
    public void Namespaces_are_escaped(string declaration, string expected)
        => Assert.Equal(expected, GeneratorRun.Read("using BackpropGen;\n" + declaration + "\n[Network(1)][Dense(1)] partial class Net;").Namespace);

    [Theory]
    [InlineData("Net", "Net")]
    [InlineData("@class", "@class")]
    [InlineData("@Net", "Net")]
    [InlineData("Größe", "Größe")]
    public void Class_names_are_escaped(string declared, string expected)
        => Assert.Equal(expected, GeneratorRun.Read($"using BackpropGen;\n[Network(1)][Dense(1)] partial class {declared};").Name);

    [Theory]
    [InlineData("partial class A", "partial class A")]
    [InlineData("public static partial class A", "partial class A")]
    [InlineData("internal readonly partial struct @struct", "partial struct @struct")]
    [InlineData("public partial interface I", "partial interface I")]
    [InlineData("public partial record R", "partial record R")]
    [InlineData("public partial record struct R", "partial record struct R")]
    [InlineData("public partial class A<T, @class> where T : class", "partial class A<T, @class>")]
    public void Containing_types_are_declared_as_they_are(string declared, string expected)
        => Assert.Equal([expected], GeneratorRun.Read(declared + " { [BackpropGen.Network(1), BackpropGen.Dense(1)] public partial class Net; }").ContainingTypes);

    [Fact]
    public void Containing_types_come_outermost_first()
        => Assert.Equal(
            ["partial class A", "partial struct B"],
            GeneratorRun.Read("partial class A { partial struct B { [BackpropGen.Network(1)] partial class Net; } }").ContainingTypes);

    [Fact]
    public void Layers_may_stand_on_another_part_than_the_network()
    {
        var network = GeneratorRun.Read("using BackpropGen; [Network(1)] partial class Net; [Dense(1), Dense(2)] partial class Net;");
        Assert.False(network.Class.LayersAreSpread);
        Assert.Equal([1, 2], network.Layers.Select(layer => layer.Units));
    }

    [Fact]
    public void A_network_that_is_declared_twice_is_generated_once()
    {
        var run = GeneratorRun.Of("using BackpropGen; [Network(1)] partial class Net; [Network(1), Dense(1)] partial class Net;");
        Assert.Equal(["Net.g.cs", "Net.Trace.g.cs"], run.Sources.Select(source => source.HintName));
    }

    [Fact]
    public void Attributes_of_other_namespaces_are_none_of_ours()
        => Assert.Empty(GeneratorRun.Of("class NetworkAttribute(int n) : System.Attribute { public int N => n; } [Network(1)] partial class Net;").Sources);
}
