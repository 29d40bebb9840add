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
        OptimizerMemory<float> memory = new(3);
        memory.Begin(Momentum);
        memory.State(0, 3)[0].Fill(7);
        memory.Begin(Momentum with { LearningRate = 0.01 });
        Assert.Equal(2, memory.Step);
        Assert.Equal(2, memory.State(1, 2).Step);
        Assert.Equal([7, 7], memory.State(1, 2)[0].ToArray());
    }

    [Fact]
    public void A_range_is_a_view_in_storage_order()
    {
        OptimizerMemory<double> memory = new(4);
        memory.Begin(new Adam());
        memory.State(1, 2)[1][0] = 5;
        Assert.Equal([0, 5, 0, 0], memory.State(0, 4)[1].ToArray());
        Assert.Equal([0, 0, 0, 0], memory.State(0, 4)[0].ToArray());
    }

    [Fact]
    public void Another_type_clears()
    {
        OptimizerMemory<float> memory = new(3);
        memory.Begin(Momentum);
        memory.State(0, 3)[0].Fill(7);
        memory.Begin(new Adam());
        Assert.Equal(1, memory.Step);
        Assert.Equal([0, 0, 0], memory.State(0, 3)[0].ToArray());
    }

    [Fact]
    public void Reset_clears()
    {
        OptimizerMemory<float> memory = new(3);
        memory.Begin(Momentum);
        memory.State(0, 3)[0].Fill(7);
        memory.Reset();
        Assert.Equal(0, memory.Step);
        memory.Begin(Momentum);
        Assert.Equal(1, memory.Step);
        Assert.Equal([0, 0, 0], memory.State(0, 3)[0].ToArray());
    }

    [Fact]
    public void Room_grows_with_the_hyper_parameters()
    {
        OptimizerMemory<float> memory = new(2);
        memory.Begin(new Adam());
        memory.State(0, 2)[0].Fill(7);
        memory.Begin(new Adam { AmsGrad = true });
        Assert.Equal([0, 0], memory.State(0, 2)[2].ToArray());
        Assert.Equal([7, 7], memory.State(0, 2)[0].ToArray());
    }

    [Fact]
    public void A_refused_optimizer_changes_nothing()
    {
        OptimizerMemory<float> memory = new(2);
        memory.Begin(Momentum);
        memory.State(0, 2)[0].Fill(7);
        Assert.Throws<ArgumentException>(() => memory.Begin(default(Adam)));
        memory.Begin(Momentum);
        Assert.Equal(2, memory.Step);
        Assert.Equal([7, 7], memory.State(0, 2)[0].ToArray());
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        const int Length = 37;
        OptimizerMemory<float> sgd = new(Length), adam = new(Length);
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
}
