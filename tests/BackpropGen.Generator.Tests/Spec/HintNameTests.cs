using System;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec;

public sealed class HintNameTests
{
    private const string Attributes = "[BackpropGen.Network(1), BackpropGen.Dense(1)] ";

    [Theory]
    [InlineData("partial class Net;", "Net.g.cs")]
    [InlineData("partial class @class;", "class.g.cs")]
    public void In_the_global_namespace_it_is_the_name(string declaration, string expected)
        => Assert.Equal(expected, GeneratorRun.Read(Attributes + declaration).HintName);

    [Fact]
    public void Namespace_and_containing_types_are_part_of_it()
        => Assert.Equal("Acme.Nets.Outer.Iris.g.cs", GeneratorRun.Read("namespace Acme.Nets; partial class Outer { " + Attributes + "partial class Iris; }").HintName);

    [Fact]
    public void A_long_name_is_cut_and_hashed()
    {
        var name = GeneratorRun.Read("namespace Acme.Company.Department.Project.Component.Networks; " + Attributes + "partial class Iris;").HintName;
        Assert.Equal("Acme.Company.Department.Project.Componen.442de266.g.cs", name);
    }

    [Fact]
    public void A_name_outside_ASCII_is_written_in_ASCII_and_hashed()
        => Assert.Matches("^Gr__e\\.[0-9a-f]{8}\\.g\\.cs$", GeneratorRun.Read(Attributes + "partial class Größe;").HintName);

    [Theory]
    [InlineData("partial class Net; {0} partial class NET; {0} partial class net;")]
    [InlineData("partial class Net; }} namespace acme {{ {0} partial class Net;")]
    [InlineData("partial class Net; }} namespace Acme {{ {0} partial class Net<T>; {0} partial class Net<T, U>;")]
    [InlineData("partial class Größe; {0} partial class Grüße;")]
    [InlineData("partial class Net {{ {0} partial class Trace; }}")]
    public void Names_are_unique_whatever_the_case(string declarations)
    {
        var source = "namespace Acme { " + Attributes + string.Format(null, declarations, Attributes) + " }";
        var names = GeneratorRun.Of(source).Sources.Select(generated => generated.HintName).ToArray();
        Assert.True(names.Length >= 2);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
