using System;
using System.IO;
using System.Threading;
using BackpropGen;

namespace Proofs;

/// <summary>A network written by hand, over a right one, whose gradient by its first parameter is a tenth too large. All else it promises is true.</summary>
internal sealed class FaultyGate : ITrainableNetwork<double>
{
    private readonly Gate _right = new();

    public int InputCount => Gate.InputCount;

    public int OutputCount => Gate.OutputCount;

    public int ParameterCount => Gate.ParameterCount;

    public int StatisticCount => _right.StatisticCount;

    public NetworkDescription Description => Gate.Description;

    public int Threads { get => _right.Threads; set => _right.Threads = value; }

    public RandomState RandomState { get => _right.RandomState; set => _right.RandomState = value; }

    public IOptimizerMemory<double> OptimizerState => _right.OptimizerState;

    public double ComputeGradients(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, Span<double> gradients)
        => Faulty(_right.ComputeGradients(inputs, targets, gradients), gradients);

    public double ComputeGradients(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, Span<double> gradients, Span<double> inputGradients)
        => Faulty(_right.ComputeGradients(inputs, targets, gradients, inputGradients), gradients);

    public double ComputeGradients(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<double> rowWeights, Span<double> gradients, Span<double> inputGradients)
        => Faulty(_right.ComputeGradients(inputs, targets, rowWeights, gradients, inputGradients), gradients);

    public void Initialize(ulong seed) => _right.Initialize(seed);

    public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs) => _right.Predict(inputs, outputs);

    public int PredictClass(ReadOnlySpan<double> input) => _right.PredictClass(input);

    public void GetParameters(Span<double> destination) => _right.GetParameters(destination);

    public void SetParameters(ReadOnlySpan<double> source) => _right.SetParameters(source);

    public void GetStatistics(Span<double> destination) => _right.GetStatistics(destination);

    public void SetStatistics(ReadOnlySpan<double> source) => _right.SetStatistics(source);

    public void Save(string path) => _right.Save(path);

    public void Save(Stream stream) => _right.Save(stream);

    public void Load(string path) => _right.Load(path);

    public void Load(Stream stream) => _right.Load(stream);

    public double ComputeLoss(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets) => _right.ComputeLoss(inputs, targets);

    public double ComputeLoss(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<double> rowWeights) => _right.ComputeLoss(inputs, targets, rowWeights);

    public double TrainStep(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, double learningRate) => _right.TrainStep(inputs, targets, learningRate);

    public double TrainStep<TOptimizer>(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<double>
        => _right.TrainStep(inputs, targets, optimizer);

    public double TrainStep<TOptimizer>(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, TOptimizer optimizer, UpdateOptions options)
        where TOptimizer : struct, IOptimizer<double>
        => _right.TrainStep(inputs, targets, optimizer, options);

    public double TrainStep<TOptimizer>(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<double> rowWeights, TOptimizer optimizer, UpdateOptions options = default)
        where TOptimizer : struct, IOptimizer<double>
        => _right.TrainStep(inputs, targets, rowWeights, optimizer, options);

    public double TrainRows(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, double learningRate) => _right.TrainRows(inputs, targets, learningRate);

    public double TrainRows<TOptimizer>(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<double>
        => _right.TrainRows(inputs, targets, optimizer);

    public NetworkTrace<double> Trace(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets) => _right.Trace(inputs, targets);

    public long GetWorkspaceBytes(int rows) => _right.GetWorkspaceBytes(rows);

    public void ResetOptimizer() => _right.ResetOptimizer();

    public TrainingResult Train(Dataset<double> data, TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
        => _right.Train(data, options, progress, cancellationToken);

    public Evaluation Evaluate(Dataset<double> data) => _right.Evaluate(data);

    private static double Faulty(double loss, Span<double> gradients)
    {
        gradients[0] *= 1.1;
        return loss;
    }
}
