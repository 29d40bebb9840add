using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace BackpropGen.Generator.Tests.Fuzz;

/// <summary>
/// Half-typed and malformed source: generators and analyzers neither fail nor hang, and what has no error before generating has none after. The environment variable
/// <c>BACKPROPGEN_MUTATIONS</c> sets how many mutations are tried, and <c>BACKPROPGEN_FIRST_MUTATION</c> with which it begins.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int UsualMutations = 250;

    /// <summary>A mutation takes some hundredths of a second; this is a hang.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    [Fact]
    public void Spoiled_source_breaks_nothing()
    {
        var first = Setting("BACKPROPGEN_FIRST_MUTATION", 0);
        var count = Setting("BACKPROPGEN_MUTATIONS", UsualMutations);
        var slowest = (Time: TimeSpan.Zero, Seed: 0);
        var failures = new List<string>();
        for (var seed = first; seed < first + count; seed++)
        {
            var source = Mutator.Mutate(MutationSources.All, seed);
            var clock = Stopwatch.StartNew();
            var problems = MutationRun.ProblemsWithin(Hang, source);
            slowest = clock.Elapsed > slowest.Time ? (clock.Elapsed, seed) : slowest;
            failures.AddRange(problems.Select(problem => $"mutation {seed}: {problem}\n{source}\n"));
        }

        output.WriteLine($"{count} mutations of {MutationSources.All.Count} sources; slowest: {slowest.Time.TotalMilliseconds:F0} ms, mutation {slowest.Seed}");
        Assert.True(failures.Count == 0, $"{failures.Count} problems\n" + string.Join('\n', failures.Take(20)));
    }

    [Fact]
    public void The_sources_themselves_break_nothing()
        => Assert.All(MutationSources.All, source => Assert.Equal("", string.Join('\n', MutationRun.Problems(source).Select(problem => problem + "\n" + source))));

    [Fact]
    public void Mutations_differ_and_are_the_same_each_time()
    {
        var mutations = Enumerable.Range(0, 100).Select(seed => Mutator.Mutate(MutationSources.All, seed)).ToArray();
        Assert.InRange(mutations.Distinct().Count(), 95, 100);
        Assert.Equal(mutations, Enumerable.Range(0, 100).Select(seed => Mutator.Mutate(MutationSources.All, seed)));
    }

    private static int Setting(string name, int missing)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : missing;
}
