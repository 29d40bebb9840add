using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Conformance.Tests.Surroundings;

/// <summary>Generated code compiles without a warning and works wherever a user puts it, in any setting of the project.</summary>
public sealed class SurroundingsTests
{
    // what stands for the attributes in the declarations below: all kinds of layers, in few and in many units
    private const string Small = """
        [global::BackpropGen.Network(3)]
        [global::BackpropGen.Dense(3, global::BackpropGen.Activation.Tanh, Name = "a")]
        [global::BackpropGen.Add("a", "input")]
        [global::BackpropGen.LayerNorm]
        [global::BackpropGen.Dropout(0.2)]
        [global::BackpropGen.Dense(2, global::BackpropGen.Activation.Softmax, Connections = new[] { "##.", ".##" })]
        """;

    private const string Large = """
        [global::BackpropGen.Network(30, Precision = global::BackpropGen.Precision.Double)]
        [global::BackpropGen.Dense(30, global::BackpropGen.Activation.Gelu, Name = "a")]
        [global::BackpropGen.BatchNorm(Name = "b")]
        [global::BackpropGen.Concat("a", "b")]
        [global::BackpropGen.Dropout(0.2)]
        [global::BackpropGen.Dense(33, global::BackpropGen.Activation.Mish, Bias = global::BackpropGen.Bias.Shared)]
        [global::BackpropGen.Dense(4, global::BackpropGen.Activation.Sigmoid)]
        """;

    // the class's full name for reflection, then the source, in which LAYERS stands for the attributes
    private static readonly Dictionary<string, (string ClassName, string Source)> Places = new()
    {
        ["global namespace"] = ("Homeless", "LAYERS public sealed partial class Homeless;"),
        ["namespace System"] = ("System.Net1", "namespace System; LAYERS public sealed partial class Net1;"),
        ["namespace My.System"] = ("My.System.Net2", "namespace My.System; LAYERS public sealed partial class Net2;"),
        ["namespace System beside others"] = ("My.Math.Net3", "namespace My.Math { LAYERS public sealed partial class Net3 { } } namespace My.System.Numerics { /** <summary>.</summary> */ public static class Vector { } } namespace My.Vector { /** <summary>.</summary> */ public static class Span { } }"),
        ["namespace below BackpropGen"] = ("BackpropGen.Foo.Net4", "namespace BackpropGen.Foo; LAYERS public sealed partial class Net4;"),
        ["namespace BackpropGen"] = ("BackpropGen.Net5", "namespace BackpropGen; LAYERS public sealed partial class Net5;"),
        ["namespace My.BackpropGen.Runtime"] = ("My.BackpropGen.Runtime.Net6", "namespace My.BackpropGen.Runtime; LAYERS public sealed partial class Net6;"),
        ["keywords"] = ("namespace.class.event", "namespace @namespace.@class; LAYERS public sealed partial class @event;"),
        ["contextual keywords"] = ("await.field.value", "#pragma warning disable CS8981\nnamespace await.field; LAYERS public sealed partial class value;"),
        ["letters beyond ASCII"] = ("Größe.Сеть", "namespace Größe; LAYERS public sealed partial class Сеть;"),
        ["nested"] = ("N.Outer+Middle+Net7", "namespace N; /** <summary>.</summary> */ public static partial class Outer { /** <summary>.</summary> */ internal partial class Middle { LAYERS internal sealed partial class Net7 { } } }"),
        ["nested in a struct"] = ("N.Struct+Net8", "namespace N; /** <summary>.</summary> */ public partial struct Struct { LAYERS public sealed partial class Net8 { } }"),
        ["nested in a record"] = ("N.Record+Net9", "namespace N; /** <summary>.</summary> */ public partial record Record { LAYERS public sealed partial class Net9 { } }"),
        ["nested in a record struct"] = ("N.RecordStruct+Net10", "namespace N; /** <summary>.</summary> */ public readonly partial record struct RecordStruct { LAYERS public sealed partial class Net10 { } }"),
        ["nested in an interface"] = ("N.IFace+Net11", "namespace N; /** <summary>.</summary> */ public partial interface IFace { LAYERS public sealed partial class Net11 { } }"),
        ["private"] = ("N.Holder+Net12", "namespace N; /** <summary>.</summary> */ public partial class Holder { LAYERS private sealed partial class Net12 { } }"),
        ["not sealed"] = ("N.Net13", "namespace N; LAYERS public partial class Net13;"),
        ["with a base class"] = ("N.Net14", "namespace N; LAYERS public sealed partial class Net14 : Base; /** <summary>.</summary> */ public class Base { /** <summary>.</summary> */ public void Fit() { } }"),
        ["members named like types"] = ("N.Net15", "namespace N; LAYERS public sealed partial class Net15 { private int Math => 1; private int MathF => 1; private int Vector => 2; private int Span => 3; private int System => 4; private int BackpropGen => 5; private int Functions => 6; private int Kernels => Math + MathF + Vector + Span + System + BackpropGen + Functions; internal int Sum => Kernels; }"),
        ["nested types named like types"] = ("N.Net16", "namespace N; LAYERS public sealed partial class Net16 { private sealed class ReadOnlySpan { } private sealed class Array { } private sealed class Single { } private sealed class Double { } internal static object[] All => new object[] { new ReadOnlySpan(), new Array(), new Single(), new Double() }; }"),
        ["in two parts"] = ("N.Net17", "namespace N; LAYERS public sealed partial class Net17 { } partial class Net17 { internal int Twice => 2 * ParameterCount; }"),
    };

    private static readonly CompilationVariant[] Variants =
    [
        new(),
        new() { Documented = true },
        new() { CheckOverflow = true },
        new() { Nullable = NullableContextOptions.Disable },
        new() { Nullable = NullableContextOptions.Warnings, CheckOverflow = true },
        new() { Optimization = OptimizationLevel.Debug },
    ];

    public static TheoryData<string> Names => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_compiles_and_learns_in(string place)
    {
        var (className, source) = Places[place];
        Learns<float>(GeneratedNetworks.Compile([("Small", Declare(source, Small))]).Create<float>(className));
        Learns<double>(GeneratedNetworks.Compile([("Large", Declare(source, Large))]).Create<double>(className));
    }

    // all places that can live in one compilation, in every setting
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void All_compile_in_setting(int variant)
    {
        foreach (var layers in new[] { Small, Large })
        {
            var together = Places.Where(place => !place.Key.Contains("System", StringComparison.Ordinal));
            GeneratedNetworks.Compile(together.Select(place => (place.Value.ClassName, Declare(place.Value.Source, layers))), Variants[variant]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Checked_arithmetic_does_not_change_what_is_computed(int layers)
    {
        var source = Declare(Places["not sealed"].Source, layers == 0 ? Small : Large);
        var results = new[] { false, true }.Select(check => GeneratedNetworks.Compile([("Net13", source)], new() { CheckOverflow = check })).ToArray();
        if (layers == 0)
        {
            Assert.Equal(Learns(results[0].Create<float>("N.Net13")), Learns(results[1].Create<float>("N.Net13")));
        }
        else
        {
            Assert.Equal(Learns(results[0].Create<double>("N.Net13")), Learns(results[1].Create<double>("N.Net13")));
        }
    }

    private static string Declare(string source, string layers) =>
        source.Replace("LAYERS", "\n/// <summary>A network.</summary>\n" + layers + "\n", StringComparison.Ordinal);

    private static T Learns<T>(ITrainableNetwork<T> network)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        const int Rows = 6;
        var random = new Random(1);
        var inputs = new T[Rows * network.InputCount].Select(_ => T.CreateChecked(random.NextDouble())).ToArray();
        var targets = Enumerable.Range(0, Rows * network.OutputCount).Select(i => i % network.OutputCount == 0 ? T.One : T.Zero).ToArray();
        var before = network.ComputeLoss(inputs, targets);
        for (var step = 0; step < 50; step++)
        {
            network.TrainStep(inputs, targets, T.CreateChecked(0.1));
            network.TrainStep(inputs, targets, T.CreateChecked(0.1));
        }

        var after = network.ComputeLoss(inputs, targets);
        Assert.True(after < before, $"{after} after {before}");
        return after;
    }
}
