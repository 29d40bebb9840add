using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using BackpropGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Benchmarks;

/// <summary>
/// <c>chains [--count n] [--seed n] [--cpu n]</c>: training steps of random chains over those of the same chains with every width rounded up to a multiple of 16, and over plain vectorised
/// loops.
/// </summary>
internal static class ChainsCommand
{
    private const double Bound = 1.15;
    private const int Rounds = 9;
    private const double SampleSeconds = 4e-3;

    public static int Run(ReadOnlySpan<string> arguments)
    {
        int count = 200, seed = 1, core = Environment.ProcessorCount - 1;
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            int value = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
            switch (arguments[i])
            {
                case "--count": count = value; break;
                case "--seed": seed = value; break;
                case "--cpu": core = value; break;
                default: throw new InvalidOperationException($"'{arguments[i]}' is no option of chains; there are --count, --seed and --cpu.");
            }
        }

        var random = new Random(seed);
        RandomChain[] chains = [.. Enumerable.Range(0, count).Select(_ => RandomChain.Draw(random))];
        Assembly assembly = Compile(chains);
        var results = new List<(RandomChain Chain, double Rounded, double Plain)>();
        PinnedThread.Run(core, () => results.AddRange(chains.Select((chain, index) => Measure(chain, index, assembly))));
        Print(results);
        return 0;
    }

    private static void Print(IReadOnlyList<(RandomChain Chain, double Rounded, double Plain)> results)
    {
        double[] rounded = [.. results.Select(result => result.Rounded).Order()], plain = [.. results.Select(result => result.Plain).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nOver the widths rounded up to 16: median {rounded[rounded.Length / 2]:F2}, largest {rounded[^1]:F2}; {rounded.Count(ratio => ratio <= Bound)} of {rounded.Length} at most {Bound}."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Over plain vectorised loops: median {plain[plain.Length / 2]:F2}, largest {plain[^1]:F2}; {plain.Count(ratio => ratio <= 1)} of {plain.Length} faster."));
    }

    private static (RandomChain Chain, double Rounded, double Plain) Measure(RandomChain chain, int index, Assembly assembly)
    {
        Action own = Step(chain, Create(assembly, $"Chain{index}")), rounded = Step(chain.RoundedUp, Create(assembly, $"Rounded{index}"));
        var plain = new PlainChain(chain, new Random(index));
        (float[] inputs, float[] targets) = Data(chain);
        double[][] samples = Sample([own, rounded, () => plain.TrainStep(inputs, targets, 1e-3f)]);
        double Ratio(int other) => samples[0].Zip(samples[other], (mine, theirs) => mine / theirs).Order().ElementAt(Rounds / 2);
        var result = (Chain: chain, Rounded: Ratio(1), Plain: Ratio(2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Rounded,5:F2} of rounded up, {result.Plain,5:F2} of plain loops: {chain}{(result.Rounded > Bound || result.Plain > 1 ? "  miss" : "")}"));
        return result;
    }

    private static ITrainableNetwork<float> Create(Assembly assembly, string name) =>
        (ITrainableNetwork<float>)Activator.CreateInstance(assembly.GetType(name) ?? throw new InvalidOperationException($"{name} was not generated."))!;

    private static Action Step(RandomChain chain, ITrainableNetwork<float> network)
    {
        (float[] inputs, float[] targets) = Data(chain);
        return () => network.TrainStep(inputs, targets, 1e-3f);
    }

    private static (float[] Inputs, float[] Targets) Data(RandomChain chain)
    {
        var random = new Random(3);
        float[] Draw(int width) => [.. Enumerable.Range(0, width * chain.Batch).Select(_ => (float)random.NextDouble() - 0.5f)];
        return (Draw(chain.Sizes[0]), Draw(chain.Sizes[^1]));
    }

    /// <summary>Seconds a call, in turn, a row for each contender.</summary>
    private static double[][] Sample(Action[] contenders)
    {
        int[] calls = [.. contenders.Select(WarmUp)];
        double[][] samples = [.. contenders.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                double start = Posix.ThreadSeconds;
                for (int call = 0; call < calls[i]; call++)
                {
                    contenders[i]();
                }

                samples[i][round] = (Posix.ThreadSeconds - start) / calls[i];
            }
        }

        return samples;
    }

    /// <summary>Brings the code to its last tier, and tells how many calls make a sample.</summary>
    private static int WarmUp(Action contender)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        for (int pause = 0; pause < 4; pause++)
        {
            for (int i = 0; i < 40 && (i < 2 || Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5); i++, calls++)
            {
                contender();
            }

            System.Threading.Thread.Sleep(110); // the JIT compiles hot code on another thread, when nothing new has been called for a while
        }

        double before = Posix.ThreadSeconds;
        contender();
        return Math.Max(1, (int)(SampleSeconds / Math.Max(Posix.ThreadSeconds - before, 1e-7)));
    }

    private static Assembly Compile(IReadOnlyList<RandomChain> chains)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        IEnumerable<string> texts = chains.SelectMany((chain, index) => new[] { chain.Declare($"Chain{index}"), chain.RoundedUp.Declare($"Rounded{index}") });
        var compilation = CSharpCompilation.Create(
            "Chains", texts.Select(text => CSharpSyntaxTree.ParseText(text, options)), SyntheticProject.References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        using var stream = new MemoryStream();
        return generated.Emit(stream) is { Success: true }
            ? Assembly.Load(stream.ToArray())
            : throw new InvalidOperationException("The chains' generated code does not compile.");
    }
}
