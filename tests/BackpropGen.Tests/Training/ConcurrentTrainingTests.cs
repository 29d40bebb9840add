using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace BackpropGen.Tests.Training;

/// <summary>Instances share nothing: trained at once, each ends as it does alone.</summary>
public sealed class ConcurrentTrainingTests
{
    private const int Instances = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Instances_that_train_at_once_end_as_each_does_alone(int threads)
    {
        var options = new TrainingOptions { Optimizer = new Adam(0.001), BatchSize = 128, Epochs = 6, Threads = threads, Schedule = new LinearWarmUp(10).Times(new ReduceOnPlateau()) };
        float[][] alone = [.. Enumerable.Range(0, Instances).Select(seed => Learned(seed))];
        float[][] atOnce = await Task.WhenAll(Enumerable.Range(0, Instances).Select(seed => Task.Run(() => Learned(seed))));

        Assert.Equal(alone, atOnce);

        float[] Learned(int seed)
        {
            var network = new WideNetwork((ulong)seed);
            network.Train(Waves.Wide, options with { Seed = (ulong)seed });
            float[] parameters = new float[WideNetwork.ParameterCount];
            network.GetParameters(parameters);
            return parameters;
        }
    }
}
