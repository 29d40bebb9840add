using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class OptimizerMemoryTests
{
    private static readonly Sgd Momentum = new(0.1) { Momentum = 0.9 };

    [Fact]
    public void Counts_steps_and_keeps_state_with_the_same_type()
    {
        OptimizerMemory<float> memory = new(TestStorage.Of<float>(3));
        memory.Begin(Momentum);
        memory.State(0, 3)[0].Fill(7);
        memory.Begin(Momentum with { LearningRate = 0.01 });
        Assert.Equal(2, memory.StepCount);
        Assert.Equal(2, memory.State(1, 2).Step);
        Assert.Equal([7, 7], memory.State(1, 2)[0].ToArray());
    }

    [Fact]
    public void A_range_is_a_view_in_storage_order()
    {
        OptimizerMemory<double> memory = new(TestStorage.Of<double>(4));
        memory.Begin(new Adam());
        memory.State(1, 2)[1][0] = 5;
        Assert.Equal([0, 5, 0, 0], memory.State(0, 4)[1].ToArray());
        Assert.Equal([0, 0, 0, 0], memory.State(0, 4)[0].ToArray());
    }

    [Fact]
    public void Another_type_clears()
    {
        OptimizerMemory<float> memory = new(TestStorage.Of<float>(3));
        memory.Begin(Momentum);
        memory.State(0, 3)[0].Fill(7);
        memory.Begin(new Adam());
        Assert.Equal(1, memory.StepCount);
        Assert.Equal([0, 0, 0], memory.State(0, 3)[0].ToArray());
    }

    [Fact]
    public void Reset_clears()
    {
        OptimizerMemory<float> memory = new(TestStorage.Of<float>(3));
        memory.Begin(Momentum);
        memory.State(0, 3)[0].Fill(7);
        memory.Reset();
        Assert.Equal(0, memory.StepCount);
        memory.Begin(Momentum);
        Assert.Equal(1, memory.StepCount);
        Assert.Equal([0, 0, 0], memory.State(0, 3)[0].ToArray());
    }

    [Fact]
    public void Room_grows_with_the_hyper_parameters()
    {
        OptimizerMemory<float> memory = new(TestStorage.Of<float>(2));
        memory.Begin(new Adam());
        memory.State(0, 2)[0].Fill(7);
        memory.Begin(new Adam { AmsGrad = true });
        Assert.Equal([0, 0], memory.State(0, 2)[2].ToArray());
        Assert.Equal([7, 7], memory.State(0, 2)[0].ToArray());
    }

    [Fact]
    public void A_refused_optimizer_changes_nothing()
    {
        OptimizerMemory<float> memory = new(TestStorage.Of<float>(2));
        memory.Begin(Momentum);
        memory.State(0, 2)[0].Fill(7);
        Assert.Throws<ArgumentException>(() => memory.Begin(default(Adam)));
        memory.Begin(Momentum);
        Assert.Equal(2, memory.StepCount);
        Assert.Equal([7, 7], memory.State(0, 2)[0].ToArray());
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        const int Length = 37;
        OptimizerMemory<float> sgd = new(TestStorage.Of<float>(Length)), adam = new(TestStorage.Of<float>(Length));
        float[] parameters = new float[Length], gradients = new float[Length];
        Array.Fill(gradients, 0.5f);
        AllocationAssert.None(() =>
        {
            sgd.Begin(Momentum);
            Momentum.Update(parameters, gradients, sgd.State(0, Length));
            Adam optimizer = new(0.01) { AmsGrad = true };
            adam.Begin(optimizer);
            optimizer.Update(parameters, gradients, adam.State(0, Length));
        });
    }

    [Fact]
    public void A_state_comes_back_in_canonical_order()
    {
        OptimizerMemory<float> memory = new(TestStorage.Sparse<float>()), other = new(TestStorage.Sparse<float>());
        memory.Begin(new Adam());
        memory.Begin(new Adam());
        for (int slot = 0; slot < 2; slot++)
        {
            memory.Storage.FromCanonical([1 + slot, 2, 3, 4], memory.State(0, memory.Storage.Length)[slot]);
        }

        float[] saved = new float[memory.Count];
        memory.CopyTo(saved);
        Assert.Equal([1, 2, 3, 4, 2, 2, 3, 4], saved);
        other.Begin(Momentum);
        other.Restore(new Adam(), memory.OptimizerName, memory.StepCount, saved);
        Assert.Equal(("Adam", 2), (other.OptimizerName, other.StepCount));
        Assert.Equal(memory.State(0, 4)[1].ToArray(), other.State(0, 4)[1].ToArray());
    }

    [Fact]
    public void An_empty_state_comes_back()
    {
        OptimizerMemory<float> memory = new(TestStorage.Of<float>(2));
        Assert.Equal((null, 0, 0), (memory.OptimizerName, memory.StepCount, memory.Count));
        memory.Begin(Momentum);
        memory.Restore(Momentum, null, 0, []);
        Assert.Equal((null, 0, 0), (memory.OptimizerName, memory.StepCount, memory.Count));
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused()
    {
        OptimizerMemory<float> memory = new(TestStorage.Of<float>(2));
        memory.Begin(Momentum);
        memory.State(0, 2)[0].Fill(7);
        Assert.StartsWith(
            "The state is one of Adam, and the optimizer that is to go on from it is Sgd. Go on with Adam, or begin anew with ResetOptimizer.",
            Assert.Throws<ArgumentException>("optimizerName", () => memory.Restore(Momentum, "Adam", 1, new float[4])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "state: expected 6 values, as Adam with these hyper-parameters keeps for 2 parameters, got 4.",
            Assert.Throws<ArgumentException>("state", () => memory.Restore(new Adam { AmsGrad = true }, "Adam", 1, new float[4])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("stepCount", () => memory.Restore(Momentum, "Sgd", -1, new float[2]));
        Assert.Throws<ArgumentException>(() => memory.Restore(default(Adam), "Adam", 1, new float[4]));
        Assert.Equal(("Sgd", 1), (memory.OptimizerName, memory.StepCount));
        Assert.Equal([7, 7], memory.State(0, 2)[0].ToArray());
    }
}
