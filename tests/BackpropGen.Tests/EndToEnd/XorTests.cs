using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace BackpropGen.Tests.EndToEnd;

/// <summary>Of 100 first parameters, as many lead to a solution of exclusive or as in the reference, give or take 15: where we have its initialiser.</summary>
public sealed class XorTests(ITestOutputHelper output)
{
    private const int Seeds = 100;
    private const int Tolerance = 15;

    private static readonly Dataset<float> Table = new([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]);

    private static readonly Dictionary<string, Func<ulong, ITrainableNetwork<float>>> Networks = new()
    {
        ["torch_default sigmoid half_sse"] = seed => new XorSigmoidHalf(seed),
        ["xavier_uniform_b0 sigmoid half_sse"] = seed => new XorXavierHalf(seed),
        ["torch_default tanh half_sse"] = seed => new XorTanhHalf(seed),
        ["torch_default sigmoid mse"] = seed => new XorSigmoidSquared(seed),
        ["torch_default sigmoid bce"] = seed => new XorSigmoidEntropy(seed),
        ["torch_default tanh bce"] = seed => new XorTanhEntropy(seed),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void As_many_seeds_solve_it_as_in_the_reference(string name)
    {
        JsonElement reference = References.Xor.Single(r => Name(r) == name);
        bool online = reference.GetProperty("mode").GetString() == "online";
        int epochs = reference.GetProperty("epochs").GetInt32();
        var options = new TrainingOptions { Optimizer = new Sgd(0.5), BatchSize = online ? 1 : 4, Epochs = epochs, ValidateEvery = epochs };
        int solved = 0;
        Parallel.For(0, Seeds, seed =>
        {
            ITrainableNetwork<float> network = Networks[name]((ulong)seed);
            network.Train(Table, options with { Seed = (ulong)seed });
            System.Threading.Interlocked.Add(ref solved, IsSolved(network) ? 1 : 0);
        });

        int expected = reference.GetProperty("all4_within_0_5").GetInt32();
        output.WriteLine($"{name}: {solved}, reference {expected}");
        Assert.InRange(solved, expected - Tolerance, expected + Tolerance);
    }

    private static bool IsSolved(ITrainableNetwork<float> network)
    {
        float[] outputs = new float[4];
        network.Predict(Table.Inputs, outputs);
        return outputs.Zip(Table.Targets.ToArray()).All(pair => Math.Abs(pair.First - pair.Second) < 0.5);
    }

    private static string Name(JsonElement row) => string.Join(' ', ((string[])["init", "hidden", "loss"]).Select(p => row.GetProperty(p).GetString()));
}
