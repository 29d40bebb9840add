using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BackpropGen.CodeFixes;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

/// <summary>Each fix mends all that a document or a solution has of its kind at once.</summary>
public sealed class FixAllTests
{
    private static readonly Dictionary<string, (CodeFixProvider Fix, DiagnosticAnalyzer Analyzer, string Wrong, string Right)> Cases = new()
    {
        [nameof(MakePartialCodeFix)] = (new MakePartialCodeFix(), new NetworkAnalyzer(), "[Network(2)]\n[Dense(1)]\nclass #;", "[Network(2)]\n[Dense(1)]\npartial class #;"),
        [nameof(MakeSealedCodeFix)] = (new MakeSealedCodeFix(), new SealedNetworkAnalyzer(), "[Network(2)]\n[Dense(1)]\npartial class #;", "[Network(2)]\n[Dense(1)]\nsealed partial class #;"),
        [nameof(MakeStaticCodeFix)] = (new MakeStaticCodeFix(), new FunctionAnalyzer(), "class # { [Activation] float F(float z) => z * z; }", "class # { [Activation] static float F(float z) => z * z; }"),
        [nameof(AddOutputLayerCodeFix)] = (new AddOutputLayerCodeFix(), new NetworkAnalyzer(), "[Network(2)]\npartial class #;", "[Network(2)]\n[Dense(1)]\npartial class #;"),
        [nameof(CorrectLossCodeFix)] = (
            new CorrectLossCodeFix(), new NetworkAnalyzer(),
            "[Network(2, Loss = Loss.MeanSquaredError)]\n[Dense(1, Activation.Sigmoid)]\npartial class #;",
            "[Network(2, Loss = Loss.BinaryCrossEntropy)]\n[Dense(1, Activation.Sigmoid)]\npartial class #;"),
        [nameof(SetUnitsCodeFix)] = (
            new SetUnitsCodeFix(), new NetworkAnalyzer(),
            "[Network(2)]\n[Dense(3, Name = \"a\")]\n[Add(\"a\", \"input\")]\npartial class #;",
            "[Network(2)]\n[Dense(2, Name = \"a\")]\n[Add(\"a\", \"input\")]\npartial class #;"),
        [nameof(CorrectLayerNameCodeFix)] = (
            new CorrectLayerNameCodeFix(), new NetworkAnalyzer(),
            "[Network(2)]\n[Dense(3, Name = \"Inner\")]\n[Dense(3, From = \"Iner, inptu\")]\npartial class #;",
            "[Network(2)]\n[Dense(3, Name = \"Inner\")]\n[Dense(3, From = \"Inner, input\")]\npartial class #;"),
        [nameof(NameLayerCodeFix)] = (
            new NameLayerCodeFix(), new NetworkAnalyzer(),
            "[Network(2)]\n[Dense(3, Name = \"a\")]\n[Dense(3, Name = \"a\")]\npartial class #;",
            "[Network(2)]\n[Dense(3, Name = \"a\")]\n[Dense(3, Name = \"a2\")]\npartial class #;"),
        [nameof(RenameCodeFix)] = (
            new RenameCodeFix(), new NetworkAnalyzer(),
            "[Network(2)]\n[Dense(1)]\npartial class # { int Threads => 1; int _w1 => Threads; }",
            "[Network(2)]\n[Dense(1)]\npartial class # { int OwnThreads => 1; int _ownW1 => OwnThreads; }"),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_a_document(string name)
    {
        var (fix, analyzer, wrong, right) = Cases[name];
        string[][] projects = [[Source(wrong, "A", "B"), Source(wrong, "C")]];
        var texts = await new CodeFixRun(fix, analyzer).ApplyToAllAsync(FixAllScope.Document, projects);
        Assert.Equal([Source(right, "A", "B"), Source(wrong, "C")], texts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_a_solution(string name)
    {
        var (fix, analyzer, wrong, right) = Cases[name];
        string[][] projects = [[Source(wrong, "A", "B"), Source(wrong, "C")], [Source(wrong, "D")]];
        var texts = await new CodeFixRun(fix, analyzer).ApplyToAllAsync(FixAllScope.Solution, projects);
        Assert.Equal([Source(right, "A", "B"), Source(right, "C"), Source(right, "D")], texts);
    }

    [Fact]
    public void Each_fix_is_tested_and_belongs_to_ids_that_are_reported()
    {
        var providers = typeof(MakePartialCodeFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).ToArray();
        Assert.Equal(Cases.Keys.Order(StringComparer.Ordinal), providers.Select(type => type.Name).Order(StringComparer.Ordinal));
        var known = DiagnosticDescriptors.All().Select(rule => rule.Id).ToArray();
        Assert.All(providers, type => Assert.Subset(known.ToHashSet(), ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds.ToHashSet()));
    }

    private static string Source(string network, params string[] names)
        => "using BackpropGen;\n\n" + string.Join("\n\n", names.Select(name => network.Replace("#", name, StringComparison.Ordinal))) + "\n";
}
