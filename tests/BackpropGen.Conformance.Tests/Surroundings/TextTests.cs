using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.RandomNetworks;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Surroundings;

/// <summary>The text that is emitted: the same in every culture, of a length that does not depend on the layers' sizes.</summary>
public sealed class TextTests
{
    private const int MostLines = 1500;
    private const ActivationKind ReLU = ActivationKind.ReLU;

    private static readonly Dictionary<string, NetworkSpec> Long = new NetworkSpec[]
    {
        Network("Images", 784, LossKind.Auto, Dense(512, ReLU), Dense(512, ReLU), Dense(10, ActivationKind.Softmax)),
        // the bound is for ordinary networks: the text grows by some 60 lines a layer
        Network("Deep", 20, LossKind.Auto, [.. Enumerable.Repeat(Dense(33, ReLU), 15), Dense(3)]),
        Network("DeepNarrow", 4, LossKind.Auto, [.. Enumerable.Repeat(Dense(5, ReLU), 15), Dense(3)]),
        Network("Broad", 4096, LossKind.Auto, Dense(4096, ReLU), Dense(4096, ReLU), Dense(4096)),
        Network("Middling", 16, LossKind.Auto, Dense(16, ActivationKind.Gelu), Dense(16, ActivationKind.Mish), Dense(16, ActivationKind.Softmax)),
        Network("Sparse", 60, LossKind.Auto, Sparse(ReLU, [.. Enumerable.Range(0, 60).Select(to => new string('.', to) + '#' + new string('.', 59 - to))]), Dense(3)),
    }.ToDictionary(spec => spec.Name);

    public static TheoryData<string> Names => [.. Long.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_stays_short(string name)
    {
        foreach (var spec in new[] { Long[name], Long[name].Single() })
        {
            Assert.All(GeneratedNetworks.Compile([spec]).Texts.Values, text => Assert.InRange(text.Split('\n').Length, 1, MostLines));
        }
    }

    [Fact]
    public void Text_grows_with_layers_and_not_with_their_sizes()
    {
        int Lines(int units) => GeneratedNetworks.Compile([Network("Net", units, LossKind.Auto, Dense(units, ReLU), Dense(units))]).Texts.Values.Sum(text => text.Split('\n').Length);
        Assert.Equal(Lines(200), Lines(4096));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("fi-FI")]
    public void Text_is_the_same_in_culture(string culture)
    {
        var specs = NetworkSamples.Group(1000, 10).Select(spec => spec with { HuberDelta = spec.Loss == LossKind.Huber ? 0.3 : 1 }).Append(Long["Images"]).ToArray();
        var expected = In(CultureInfo.InvariantCulture);
        var actual = In(CultureInfo.GetCultureInfo(culture));
        Assert.Equal(expected, actual);

        // on threads of its own: the generator must not see the culture of the one that runs the tests
        Dictionary<string, string> In(CultureInfo info)
        {
            Dictionary<string, string> texts = [];
            var thread = new Thread(() => texts = new(GeneratedNetworks.Compile(specs).Texts)) { CurrentCulture = info, CurrentUICulture = info };
            thread.Start();
            thread.Join();
            return texts;
        }
    }

    [Fact]
    public void Text_has_line_feeds_only_and_names_no_place()
    {
        foreach (var text in GeneratedNetworks.Compile(Long.Values).Texts.Values)
        {
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain(AppContext.BaseDirectory, text, StringComparison.Ordinal);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        }
    }
}
