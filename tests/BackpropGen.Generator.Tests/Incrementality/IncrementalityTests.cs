using System;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Generator.Tests.Incrementality;

/// <summary>Why each step ran again after an edit, to the letter: a step that reads more than it says would run too often, one that compares too little would leave old code in place.</summary>
public sealed class IncrementalityTests
{
    private const string First = "using BackpropGen;\n\n[Network(2)]\n[Dense(3, Activation.Tanh)]\n[Dense(1)]\npublic partial class First\n{\n    public int Twice(int n) => 2 * n;\n}\n";
    private const string Second = "using BackpropGen;\n\n[Network(4)]\n[Dense(1)]\npublic partial class Second;\n";
    private const string Other = "public class Other { public int N => 1; }\n";

    private const IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached,
        Modified = IncrementalStepRunReason.Modified, New = IncrementalStepRunReason.New, Removed = IncrementalStepRunReason.Removed;

    [Fact]
    public void At_first_all_is_new()
        => AssertReasons(Run(Compilation(First, Other), Compilation(First, Other), runs: 1), (New, New));

    [Fact]
    public void The_same_compilation_costs_nothing()
    {
        var compilation = Compilation(First, Other);
        AssertReasons(Run(compilation, compilation), (Cached, Cached));
    }

    [Fact]
    public void An_edit_in_another_file_changes_nothing()
        => AssertReasons(Edit([First, Other], 1, "N => 1", "N => 2"), (Cached, Cached));

    [Fact]
    public void Another_type_in_another_file_changes_nothing()
        => AssertReasons(Edit([First, Other], 1, "public class", "public class Another { }\npublic class"), (Cached, Cached));

    [Theory]
    [InlineData("[Dense(3, Activation.Tanh)]", "[Dense( 3,  Activation.Tanh )]\n\n")]
    [InlineData("using BackpropGen;\n", "using BackpropGen;\n\n\n\n")]
    [InlineData("[Network(2)]", "[Network(2)] // two inputs")]
    [InlineData("public partial class First", "/// <summary>Documented.</summary>\npublic partial class First")]
    [InlineData("2 * n", "n + n")]
    [InlineData("[Dense(1)]", "[Dense(units: 1, activation: Activation.Identity)]")]
    public void White_space_comments_bodies_and_spelling_change_nothing(string old, string replacement)
        => AssertReasons(Edit([First, Other], 0, old, replacement), (Cached, Cached));

    [Theory]
    [InlineData("[Dense(3, Activation.Tanh)]", "[Dense(4, Activation.Tanh)]")]
    [InlineData("[Dense(3, Activation.Tanh)]", "[Dense(3, Activation.ReLU)]")]
    [InlineData("[Network(2)]", "[Network(2, Loss = Loss.Huber)]")]
    [InlineData("[Dense(1)]", "[Dense(1)][LayerNorm]")]
    [InlineData("public int Twice(int n)", "public int Threads(int n)")]
    public void A_changed_declaration_is_compiled_again(string old, string replacement)
        => AssertReasons(Edit([First, Other], 0, old, replacement), (Modified, Modified));

    [Fact]
    public void A_renamed_network_is_compiled_again()
        => AssertReasons(Edit([First, Other], 0, "class First", "class Last"), (Modified, Modified));

    [Fact]
    public void A_second_network_leaves_the_first_alone()
        => AssertReasons(Edit([First, Other], 1, Other, Second), (Cached, Cached), (New, New));

    [Fact]
    public void A_change_of_one_network_leaves_the_other_alone()
        => AssertReasons(Edit([First, Second], 1, "[Dense(1)]", "[Dense(2)]"), (Cached, Cached), (Modified, Modified));

    [Fact]
    public void A_network_that_goes_leaves_the_other_alone()
        => AssertReasons(Edit([First, Second], 1, Second, Other), (Cached, Cached), (Removed, Removed));

    [Fact]
    public void A_changed_constant_elsewhere_is_seen()
    {
        var network = First.Replace("[Dense(3,", "[Dense(Other.N,", StringComparison.Ordinal);
        AssertReasons(Edit([network, "public class Other { public const int N = 1; }"], 1, "N = 1", "N = 2"), (Modified, Modified));
    }

    [Theory]
    [InlineData("z > 0 ? z : 0", "z > 0 ? z : 1", true)]
    [InlineData("Slope = 0.5f", "Slope = 0.25f", true)]
    [InlineData("[Activation] public static float Bend", "public static float Bend", true)]
    [InlineData("z > 0 ? z : 0", "(z > 0) ? z /* as it is */ : 0f", false)]
    [InlineData("N => 1", "N => 2", false)]
    [InlineData("Bend(float z) => Slope * Half(z)", "Bend(float x) => Slope * Half(x)", false)]
    public void A_function_in_another_file_is_seen_by_its_formula(string old, string replacement, bool changes)
    {
        const string Network = "using BackpropGen;\n[Network(2)]\n[Dense(3, typeof(Functions), nameof(Functions.Bend))]\n[Dense(1)]\npublic partial class Net;\n";
        const string Function = """
            using BackpropGen;
            public static class Functions
            {
                private const float Slope = 0.5f;
                [Activation] public static float Bend(float z) => Slope * Half(z);
                private static float Half(float z) => z > 0 ? z : 0;
                public static int N => 1;
            }
            """;
        var reason = changes ? Modified : Cached;
        AssertReasons(Edit([Network, Function], 1, old, replacement), (reason, reason));
    }

    private static void AssertReasons(GeneratorRunResult result, params (IncrementalStepRunReason Network, IncrementalStepRunReason Output)[] expected)
    {
        var networks = result.TrackedSteps[TrackingNames.Networks].SelectMany(step => step.Outputs).Select(output => output.Reason);
        var outputs = result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.Equal(expected.Select(pair => pair.Network), networks);
        Assert.Equal(expected.Select(pair => pair.Output), outputs);
    }

    private static GeneratorRunResult Edit(string[] files, int index, string old, string replacement)
    {
        Assert.Contains(old, files[index], StringComparison.Ordinal);
        var before = Compilation(files);
        var tree = before.SyntaxTrees[index];
        return Run(before, before.ReplaceSyntaxTree(tree, Sources.Parse(files[index].Replace(old, replacement, StringComparison.Ordinal), tree.FilePath)));
    }

    private static GeneratorRunResult Run(Compilation before, Compilation after, int runs = 2)
    {
        var driver = TrackingDriver.Create().RunGenerators(before);
        return (runs == 1 ? driver : driver.RunGenerators(after)).GetRunResult().Results.Single();
    }

    private static CSharpCompilation Compilation(params string[] files)
        => Sources.Compile(files.Select((file, index) => Sources.Parse(file, $"File{index}.cs")).ToArray());
}
