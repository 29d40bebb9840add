using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Prediction by many threads at once.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 8;

    public static TheoryData<string> Names => ContractNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Eight_threads_get_the_bits_that_one_gets_while_another_instance_trains(string name)
    {
        ITrainableNetwork<float> network = ContractNetworks.Single(name), learner = ContractNetworks.Single(name);
        var batches = Enumerable.Range(1, 20).Select(rows => ContractNetworks.Rows<float>(name, rows, rows)).ToArray();
        var alone = Array.ConvertAll(batches, batch => Predict(network, batch.Inputs));
        var classes = Array.ConvertAll(batches, batch => network.PredictClass(batch.Inputs.AsSpan(0, network.InputCount)));

        using var stop = new CancellationTokenSource();
        var training = Task.Factory.StartNew(() => Train(learner, batches, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var start = new Barrier(Threads);
        var readers = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (var i = 0; i < 200; i++)
                {
                    var k = (i + thread) % batches.Length;
                    Assert.Equal(alone[k], Predict(network, batches[k].Inputs));
                    Assert.Equal(classes[k], network.PredictClass(batches[k].Inputs.AsSpan(0, network.InputCount)));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        await Task.WhenAll(readers);
        await stop.CancelAsync();
        await training;

        float[] Predict(ITrainableNetwork<float> reader, float[] inputs)
        {
            var outputs = new float[inputs.Length / reader.InputCount * reader.OutputCount];
            reader.Predict(inputs, outputs);
            return outputs;
        }
    }

    private static void Train(ITrainableNetwork<float> network, (float[] Inputs, float[] Targets)[] batches, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            // from two rows on, for batch normalisation
            var (inputs, targets) = batches[1 + (i % (batches.Length - 1))];
            network.TrainStep(inputs, targets, 0.001f);
        }
    }
}
