using System;
using System.IO;
using System.Threading;

namespace BackpropGen.Tests.Documentation;

/// <summary>The code of <c>docs/training.md</c>, line by line: what stands there compiles.</summary>
internal static class TrainingExamples
{
    internal static void Data()
    {
        Dataset<float> all = Dataset<float>.FromCsv("iris.csv", inputs: 4, classes: 3);
        var (training, test) = all.Split(0.8, seed: 1);
        training = training.Standardize(out Standardization<float> standardization);
        test = standardization.Apply(test);
    }

    internal static TrainingResult Loop(IrisNetwork network, Dataset<float> training, Dataset<float> test, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        TrainingResult result = network.Train(training, new TrainingOptions
        {
            Optimizer = new Adam(learningRate: 0.001),
            BatchSize = 32,
            Epochs = 30,
            Seed = 1,
            Validation = test,
        }, progress, cancellationToken);
        return result;
    }

    internal static TrainingResult Pull(IrisNetwork network, Dataset<float> training, TrainingOptions options)
    {
        TrainingEpochs epochs = network.TrainEpochs(training, options);
        foreach (EpochReport epoch in epochs)
        {
            Console.WriteLine($"{epoch.Epoch}: {epoch.Loss}, best so far: {epoch.IsBest}");
        }

        TrainingResult result = epochs.Result!;
        return result;
    }

    internal static TrainingOptions Stopping(Dataset<float> validation)
    {
        var options = new TrainingOptions
        {
            Optimizer = new Adam(0.01),
            Epochs = 1000,
            Validation = validation,
            Patience = 20,
            MinimalImprovement = 1e-4,
            TimeLimit = TimeSpan.FromMinutes(10),
        };
        return options;
    }

    internal static TrainingOptions Schedules() => new()
    {
        Schedule = new LinearWarmUp(500).Times(new CosineDecay(100) { PerEpoch = true }),
    };

    internal static void Checkpoints(IrisNetwork network, Dataset<float> training)
    {
        const string path = "run.safetensors";
        var options = new TrainingOptions
        {
            Optimizer = new Adam(0.001),
            Epochs = 500,
            Checkpoint = new Checkpoint(path) { Every = 5 },
            ResumeFrom = File.Exists(path) ? path : null,
        };
        network.Train(training, options);
    }

    internal static RestartsResult Restarts(XorNetwork network, Dataset<float> training, TrainingOptions options)
    {
        RestartsResult restarts = network.TrainBestOf(10, training, options, create: () => new XorNetwork());
        return restarts;
    }

    internal static void Folds(Dataset<float> data, TrainingOptions options)
    {
        CrossValidationResult<float> result = CrossValidation.Run(10, data, seed => new IrisNetwork(seed), options, standardize: true);
        Console.WriteLine($"accuracy {result.Accuracy}, loss {result.Loss}");   // mean ± sample standard deviation
    }

    internal static void ByHand(IrisNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        float[] gradients = new float[IrisNetwork.ParameterCount], parameters = new float[IrisNetwork.ParameterCount];
        float loss = network.ComputeGradients(inputs, targets, gradients);
        network.GetParameters(parameters);
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= 0.1f * gradients[i];
        }

        network.SetParameters(parameters);
    }
}

/// <summary>As in the documents.</summary>
[Network(4)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class IrisNetwork;

/// <summary>As in the sample.</summary>
[Network(2)]
[Dense(2, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorNetwork;
