using System;
using System.Linq;
using BackpropGen.Generator.Spec;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec;

/// <summary>The generator's own enums against those of the runtime that it reads by number.</summary>
public sealed class KindsTests
{
    [Theory]
    [InlineData(typeof(Activation), typeof(ActivationKind))]
    [InlineData(typeof(Loss), typeof(LossKind))]
    [InlineData(typeof(Bias), typeof(BiasKind))]
    [InlineData(typeof(Initializer), typeof(InitializerKind))]
    public void They_mirror_the_runtime(Type runtime, Type mirror) => Assert.Equal(Values(runtime), Values(mirror));

    [Fact]
    public void Precision_is_single_then_double() => Assert.Equal((0, 1), ((int)Precision.Single, (int)Precision.Double));

    [Fact]
    public void Every_layer_attribute_has_its_kind()
    {
        var attributes = typeof(LayerAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute))).Select(type => type.Name);
        Assert.Equal(attributes.Order(), Enum.GetNames<LayerKind>().Select(kind => kind + "Attribute").Order());
    }

    private static string[] Values(Type type) => [.. Enum.GetNames(type).Select(name => name + " = " + Convert.ToInt32(Enum.Parse(type, name), null))];
}
