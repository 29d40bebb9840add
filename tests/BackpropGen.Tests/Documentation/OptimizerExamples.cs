using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Documentation;

/// <summary>The code of <c>docs/optimizers.md</c>, line by line: what stands there compiles.</summary>
internal static class OptimizerExamples
{
    internal static float Steps(IrisNetwork network, float[] inputs, float[] targets, float[] rowWeights)
    {
        float loss = network.TrainStep(inputs, targets, new Adam(learningRate: 0.001));
        var options = new UpdateOptions { L1 = 1e-4, ClipNorm = 1, ExemptBiases = true };
        loss = network.TrainStep(inputs, targets, new Adam(learningRate: 0.001), options);
        loss = network.TrainStep(inputs, targets, rowWeights, new Adam(learningRate: 0.001), options);
        return loss;
    }

    internal static FullBatchIteration WholeDataSet(IrisNetwork network, Dataset<float> data)
    {
        IFullBatchRun run = new LBfgs().Begin(network, data);
        FullBatchIteration iteration;
        do
        {
            iteration = run.Iterate();
        }
        while (iteration.End == FullBatchEnd.None);
        return iteration;
    }
}

/// <summary>Steps along the sign of the mean gradient: m ← μ m + (1 − μ) g, p ← p − η sign m (Bernstein et al., 2018).</summary>
public readonly record struct Signum(double LearningRate, double Momentum = 0.9) : IOptimizer<Signum, float>, IOptimizer<Signum, double>
{
    public int StateCount => 1;

    public Signum WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    public void Validate()
    {
        if (!(LearningRate >= 0 && Momentum is >= 0 and < 1))
        {
            throw new ArgumentException($"Signum: expected a rate that is not negative and a momentum in [0, 1), got {this}.");
        }
    }

    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>((float)LearningRate, (float)Momentum));

    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(LearningRate, Momentum));

    private readonly struct Rule<T>(T rate, T momentum) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            first = V.MultiplyAdd(V.Create(momentum), first, (T.One - momentum) * g);
            return p - (rate * V.Sign(first));
        }
    }
}
