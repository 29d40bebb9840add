using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackpropGen.Generator.Tests.Emit;

/// <summary>The file that <c>BackpropGen_Report</c> asks for.</summary>
public sealed class PlanReportTests
{
    private const string Hint = "Acme.DigitsNetwork.Plan.g.cs";

    public static TheoryData<string> Networks => new(ExampleNetworks.Right.Keys);

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_plan_is_nothing_but_comments(string name)
    {
        var plan = Run(ExampleNetworks.Right[name], "true").GeneratedSources.Single(source => source.HintName.EndsWith(".Plan.g.cs", StringComparison.Ordinal));
        Assert.All(plan.SourceText.ToString().TrimEnd('\n').Split('\n'), line => Assert.StartsWith("//", line, StringComparison.Ordinal));
        Assert.DoesNotContain('\r', plan.SourceText.ToString());
    }

    [Fact]
    public void It_tells_kernels_and_why_lifetimes_and_what_is_fused()
    {
        var plan = Run(ExampleNetworks.Digits, "True").GeneratedSources.Single(source => source.HintName == Hint).SourceText.ToString();
        Assert.Contains("\n// The plan of DigitsNetwork.\n", plan, StringComparison.Ordinal);
        Assert.Contains("\n// kernel: ", plan, StringComparison.Ordinal);
        Assert.Contains(", since ", plan, StringComparison.Ordinal);
        Assert.Contains(" → ", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("false")]
    [InlineData("maybe")]
    public void Nobody_gets_it_unasked(string? value) => Assert.DoesNotContain(Run(ExampleNetworks.Digits, value).GeneratedSources, source => source.HintName == Hint);

    [Fact]
    public void A_network_with_a_mistake_has_no_plan() => Assert.Single(Run(ExampleNetworks.Wrong, "true").GeneratedSources);

    [Fact]
    public void An_unrelated_edit_costs_nothing_and_the_property_alone_leaves_the_code_as_it_is()
    {
        var compilation = Sources.Compile(Sources.Parse(ExampleNetworks.Digits), Sources.Parse("class Other;", "Other.cs"));
        var driver = Driver("false").RunGenerators(compilation).WithUpdatedAnalyzerConfigOptions(new Options("true")).RunGenerators(compilation);
        Assert.Equal([IncrementalStepRunReason.New, IncrementalStepRunReason.Cached], Outputs(driver).Order());
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Sources.Parse("class Another;", "Other.cs")));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], Outputs(driver));
    }

    private static IncrementalStepRunReason[] Outputs(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];

    private static GeneratorRunResult Run(string source, string? value) => Driver(value).RunGenerators(Sources.Compile(source)).GetRunResult().Results.Single();

    private static CSharpGeneratorDriver Driver(string? value) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: new CSharpParseOptions(Sources.Language),
        optionsProvider: new Options(value),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private sealed class Options(string? value) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(value);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Global(string? value) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? found)
        {
            found = key == "build_property.BackpropGen_Report" ? value : null;
            return found is not null;
        }
    }
}
