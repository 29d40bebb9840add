using System;
using System.Numerics;

namespace BackpropGen.Benchmarks;

/// <summary>
/// The calls of a network that are timed. A structure an implementation, so that loops over it are compiled for it alone: a step of the
/// smallest network takes tens of nanoseconds, and a call through an interface would be a part of them.
/// </summary>
internal interface ICalls<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    void Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T rate);

    void Rows(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T rate);

    void Predict(ReadOnlySpan<T> inputs, Span<T> outputs);
}

internal readonly struct W1Calls(W1 network) : ICalls<float>
{
    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainStep(inputs, targets, rate);

    public void Rows(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainRows(inputs, targets, rate);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Predict(inputs, outputs);
}

internal readonly struct W2Calls(W2 network) : ICalls<float>
{
    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainStep(inputs, targets, rate);

    public void Rows(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainRows(inputs, targets, rate);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Predict(inputs, outputs);
}

internal readonly struct W3Calls(W3 network) : ICalls<float>
{
    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainStep(inputs, targets, rate);

    public void Rows(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainRows(inputs, targets, rate);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Predict(inputs, outputs);
}

/// <summary>Any other network: its steps are microseconds long.</summary>
internal readonly struct AnyCalls<T>(ITrainableNetwork<T> network) : ICalls<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T rate) => network.TrainStep(inputs, targets, rate);

    public void Rows(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, T rate) => network.TrainRows(inputs, targets, rate);

    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs) => network.Predict(inputs, outputs);
}

/// <summary>Training with an optimizer in place of plain descent.</summary>
internal readonly struct OptimizerCalls<TOptimizer>(ITrainableNetwork<float> network, TOptimizer optimizer) : ICalls<float>
    where TOptimizer : struct, IOptimizer<float>
{
    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainStep(inputs, targets, optimizer);

    public void Rows(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float rate) => network.TrainRows(inputs, targets, optimizer);

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Predict(inputs, outputs);
}
