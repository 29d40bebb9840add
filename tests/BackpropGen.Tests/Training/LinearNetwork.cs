using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Threading;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Training;

/// <summary>y = W x + b under the mean squared error, written by hand; with optional running statistics (the mean of the last batch's inputs).</summary>
internal sealed class LinearNetwork<T> : ITrainableNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _parameters;
    private readonly T[] _statistics;
    private readonly T[] _gradients;
    private T[][] _state = [];

    public LinearNetwork(int inputs, int outputs, NetworkDescription? description = null, int statistics = 0)
    {
        Description = description ?? Describe(inputs, outputs, statistics);
        _parameters = new T[Description.ParameterCount];
        _statistics = new T[statistics];
        _gradients = new T[ParameterCount];
        Initialize(0);
    }

    public List<int> BatchSizes { get; } = [];

    public List<T[]> Batches { get; } = [];

    public bool KeepBatches { get; init; }

    /// <summary>Called before each step with its number, from 1; what it returns replaces the loss.</summary>
    public Func<int, T?> OnStep { get; init; } = _ => null;

    /// <summary>What the gradient by a parameter, given its place in the canonical order, is made into: a mistake on purpose.</summary>
    public Func<int, T, T> OnGradient { get; init; } = (_, gradient) => gradient;

    /// <summary>The same for the gradient by an input.</summary>
    public Func<int, T, T> OnInputGradient { get; init; } = (_, gradient) => gradient;

    /// <summary>What each output is made into: a mistake on purpose.</summary>
    public Func<T, T> OnOutput { get; init; } = output => output;

    public Action OnGetParameters { get; set; } = () => { };

    public int Resets { get; private set; }

    public int InputCount => Description.InputCount;

    public int OutputCount => Description.OutputCount;

    public int ParameterCount => Description.ParameterCount;

    public int StatisticCount => _statistics.Length;

    public NetworkDescription Description { get; }

    public int Threads { get; set; } = 1;

    public RandomState RandomState { get; set; }

    public T[] Parameters => [.. _parameters];

    public T[] Statistics => [.. _statistics];

    public static NetworkDescription Describe(int inputs, int outputs, int statistics = 0, Loss loss = Loss.MeanSquaredError, Activation activation = Activation.Identity)
    {
        var dense = new LayerDescription
        {
            Name = "dense1",
            Kind = "Dense",
            Sources = ["input"],
            InputCount = inputs,
            UnitCount = outputs,
            Activation = activation,
            Parameters =
            [
                new ParameterDescription { Name = "weight", Shape = [outputs, inputs], Offset = 0, Count = outputs * inputs },
                new ParameterDescription { Name = "bias", Shape = [outputs], Offset = outputs * inputs, Count = outputs },
            ],
        };
        var norm = new LayerDescription { Name = "norm1", Kind = "BatchNorm", Sources = ["input"], InputCount = statistics / 2, UnitCount = statistics / 2 };
        return new NetworkDescription
        {
            Name = "Linear",
            InputCount = inputs,
            OutputCount = outputs,
            ParameterCount = outputs * (inputs + 1),
            Precision = typeof(T) == typeof(double) ? Precision.Double : Precision.Single,
            Loss = loss,
            Layers = statistics > 0 ? [norm, dense] : [dense],
        };
    }

    public void Initialize(ulong seed)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] = T.CreateTruncating((((i + 1 + (int)seed) * 37 % 19) - 9) / 10.0);
        }

        RandomState = new RandomState(seed, 0);
    }

    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int rows = inputs.Length / InputCount;
        for (int row = 0; row < rows; row++)
        {
            for (int to = 0; to < OutputCount; to++)
            {
                T sum = _parameters[(OutputCount * InputCount) + to];
                for (int from = 0; from < InputCount; from++)
                {
                    sum += _parameters[(to * InputCount) + from] * inputs[(row * InputCount) + from];
                }

                outputs[(row * OutputCount) + to] = OnOutput(sum);
            }
        }
    }

    public int PredictClass(ReadOnlySpan<T> input)
    {
        Span<T> outputs = new T[OutputCount];
        Predict(input, outputs);
        return Classes.Predict<T>(outputs, T.Zero);
    }

    public T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        Span<T> outputs = new T[targets.Length];
        Predict(inputs, outputs);
        T sum = T.Zero;
        for (int i = 0; i < targets.Length; i++)
        {
            sum += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
        }

        return sum / T.CreateChecked(targets.Length);
    }

    public T ComputeGradients(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradients)
    {
        Span<T> outputs = targets.Length <= 256 ? stackalloc T[targets.Length] : new T[targets.Length];
        Predict(inputs, outputs);
        gradients.Clear();
        T scale = T.CreateChecked(2) / T.CreateChecked(targets.Length);
        T loss = T.Zero;
        for (int i = 0; i < targets.Length; i++)
        {
            (int row, int to) = (i / OutputCount, i % OutputCount);
            T error = outputs[i] - targets[i];
            loss += error * error;
            gradients[(OutputCount * InputCount) + to] += scale * error;
            for (int from = 0; from < InputCount; from++)
            {
                gradients[(to * InputCount) + from] += scale * error * inputs[(row * InputCount) + from];
            }
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = OnGradient(i, gradients[i]);
        }

        return loss / T.CreateChecked(targets.Length);
    }

    public T ComputeGradients(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradients, Span<T> inputGradients)
    {
        T[] outputs = new T[targets.Length];
        Predict(inputs, outputs);
        T scale = T.CreateChecked(2) / T.CreateChecked(targets.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            (int row, int from) = (i / InputCount, i % InputCount);
            T sum = T.Zero;
            for (int to = 0; to < OutputCount; to++)
            {
                int output = (row * OutputCount) + to;
                sum += _parameters[(to * InputCount) + from] * scale * (outputs[output] - targets[output]);
            }

            inputGradients[i] = OnInputGradient(i, sum);
        }

        return ComputeGradients(inputs, targets, gradients);
    }

    public T ComputeLoss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> rowWeights) => throw new NotSupportedException();

    public T ComputeGradients(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> rowWeights, Span<T> gradients, Span<T> inputGradients) => throw new NotSupportedException();

    public T TrainStep<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, TOptimizer optimizer, UpdateOptions options)
        where TOptimizer : struct, IOptimizer<T> => throw new NotSupportedException();

    public T TrainStep<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> rowWeights, TOptimizer optimizer, UpdateOptions options = default)
        where TOptimizer : struct, IOptimizer<T> => throw new NotSupportedException();

    public T TrainStep(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T learningRate) => throw new NotSupportedException();

    public T TrainStep<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<T>
    {
        RandomState = RandomState.Next();
        BatchSizes.Add(inputs.Length / InputCount);
        if (KeepBatches)
        {
            Batches.Add(inputs.ToArray());
        }

        if (_state.Length != optimizer.StateCount)
        {
            _state = [.. Enumerable.Range(0, optimizer.StateCount).Select(_ => new T[_parameters.Length])];
        }

        T loss = OnStep((int)RandomState.Step) ?? ComputeGradients(inputs, targets, _gradients);
        if (T.IsFinite(loss))
        {
            _statistics.AsSpan().Fill(inputs[0]);
            optimizer.Update(_parameters, _gradients, new OptimizerState<T>(_state, 0, _parameters.Length, (long)RandomState.Step));
        }

        return loss;
    }

    public T TrainRows(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T learningRate) => throw new NotSupportedException();

    public T TrainRows<TOptimizer>(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<T> => throw new NotSupportedException();

    public NetworkTrace<T> Trace(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets) => throw new NotSupportedException();

    public long GetWorkspaceBytes(int rows) => 0;

    public void ResetOptimizer()
    {
        Resets++;
        _state = [];
    }

    public IOptimizerMemory<T> OptimizerState => throw new NotSupportedException();

    public TrainingResult Train(Dataset<T> data, TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Trainer.Train(this, data, options, progress, cancellationToken);

    public Evaluation Evaluate(Dataset<T> data) => Trainer.Evaluate(this, data);

    public void GetParameters(Span<T> destination)
    {
        OnGetParameters();
        _parameters.CopyTo(destination);
    }

    public void SetParameters(ReadOnlySpan<T> source) => source.CopyTo(_parameters);

    public void GetStatistics(Span<T> destination) => _statistics.CopyTo(destination);

    public void SetStatistics(ReadOnlySpan<T> source) => source.CopyTo(_statistics);

    public void Save(string path) => ModelFile.Save(this, path);

    public void Save(Stream stream) => ModelFile.Save(this, stream);

    public void Load(string path) => ModelFile.Load(this, path);

    public void Load(Stream stream) => ModelFile.Load(this, stream);
}

/// <summary>p -= η g.</summary>
internal readonly record struct GradientDescent(double LearningRate) : IOptimizer<GradientDescent, float>, IOptimizer<GradientDescent, double>
{
    public int StateCount => 0;

    public void Validate()
    {
        if (!(LearningRate > 0))
        {
            throw new ArgumentException($"GradientDescent.LearningRate must be above 0, and is {LearningRate}.");
        }
    }

    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) => Descend(parameters, gradients, (float)LearningRate);

    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) => Descend(parameters, gradients, LearningRate);

    public GradientDescent WithLearningRate(double learningRate) => new(learningRate);

    private static void Descend<T>(Span<T> parameters, ReadOnlySpan<T> gradients, T rate)
        where T : INumber<T>
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= rate * gradients[i];
        }
    }
}
