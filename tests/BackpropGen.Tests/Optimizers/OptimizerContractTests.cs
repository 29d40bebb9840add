using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Optimizers;

/// <summary>What all optimizers have in common.</summary>
public sealed class OptimizerContractTests
{
    private static readonly Dictionary<string, Case> Cases = new Case[]
    {
        new(new Sgd(), default(Sgd), new Sgd(0.1), [new Sgd(-1), new Sgd { Momentum = 1 }, new Sgd { Dampening = 2 }, new Sgd { WeightDecay = -1 }, new Sgd { Nesterov = true }]),
        new(new Adam(), default(Adam), new Adam(0.1), [new Adam(double.NaN), new Adam { Beta1 = 1 }, new Adam { Beta2 = -1 }, new Adam { Epsilon = 0 }, new Adam { WeightDecay = -1 }]),
        new(new AdamW(), default(AdamW), new AdamW(0.1), [new AdamW(-1), new AdamW { Beta1 = 1 }, new AdamW { Beta2 = -1 }, new AdamW { Epsilon = 0 }, new AdamW { WeightDecay = -1 }]),
        new(new RmsProp(), default(RmsProp), new RmsProp(0.1), [new RmsProp(-1), new RmsProp { Smoothing = 1 }, new RmsProp { Epsilon = 0 }, new RmsProp { Momentum = 1 }, new RmsProp { WeightDecay = -1 }]),
        new(new Adagrad(), default(Adagrad), new Adagrad(0.1), [new Adagrad(-1), new Adagrad { Epsilon = 0 }, new Adagrad { InitialAccumulator = -1 }, new Adagrad { LearningRateDecay = -1 }, new Adagrad { WeightDecay = -1 }]),
        new(new Adadelta(), default(Adadelta), new Adadelta(0.1), [new Adadelta(-1), new Adadelta { Rho = 1 }, new Adadelta { Epsilon = 0 }, new Adadelta { WeightDecay = -1 }]),
        new(new Adamax(), default(Adamax), new Adamax(0.1), [new Adamax(-1), new Adamax { Beta1 = 1 }, new Adamax { Beta2 = 1 }, new Adamax { Epsilon = 0 }, new Adamax { WeightDecay = -1 }]),
        new(new Nadam(), default(Nadam), new Nadam(0.1), [new Nadam(-1), new Nadam { Beta1 = 1 }, new Nadam { Beta2 = 1 }, new Nadam { Epsilon = 0 }, new Nadam { MomentumDecay = -1 }, new Nadam { WeightDecay = -1 }]),
        new(new Radam(), default(Radam), new Radam(0.1), [new Radam(-1), new Radam { Beta1 = 1 }, new Radam { Beta2 = 1 }, new Radam { Epsilon = 0 }, new Radam { WeightDecay = -1 }]),
        new(new Rprop(), default(Rprop), new Rprop(0.1), [new Rprop(-1), new Rprop { EtaMinus = 1 }, new Rprop { EtaMinus = 0 }, new Rprop { EtaPlus = 1 }, new Rprop { MinStep = 0 }, new Rprop { MaxStep = 1e-7 }]),
        new(new Lion(), default(Lion), new Lion(0.1), [new Lion(-1), new Lion { Beta1 = 1 }, new Lion { Beta2 = 1 }, new Lion { WeightDecay = -1 }]),
    }.ToDictionary(c => c.Usual.GetType().Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    /// <summary>Learning rate and the rest, as PyTorch has them; of Lion, as its authors have.</summary>
    [Theory]
    [InlineData("Sgd", "Sgd { LearningRate = 0.001, Momentum = 0, Dampening = 0, Nesterov = False, WeightDecay = 0, StateCount = 0 }")]
    [InlineData("Adam", "Adam { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, AmsGrad = False, WeightDecay = 0, StateCount = 2 }")]
    [InlineData("AdamW", "AdamW { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, AmsGrad = False, WeightDecay = 0.01, StateCount = 2 }")]
    [InlineData("RmsProp", "RmsProp { LearningRate = 0.01, Smoothing = 0.99, Epsilon = 1E-08, Momentum = 0, Centered = False, WeightDecay = 0, StateCount = 1 }")]
    [InlineData("Adagrad", "Adagrad { LearningRate = 0.01, Epsilon = 1E-10, InitialAccumulator = 0, LearningRateDecay = 0, WeightDecay = 0, StateCount = 1 }")]
    [InlineData("Adadelta", "Adadelta { LearningRate = 1, Rho = 0.9, Epsilon = 1E-06, WeightDecay = 0, StateCount = 2 }")]
    [InlineData("Adamax", "Adamax { LearningRate = 0.002, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, WeightDecay = 0, StateCount = 2 }")]
    [InlineData("Nadam", "Nadam { LearningRate = 0.002, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, MomentumDecay = 0.004, WeightDecay = 0, StateCount = 2 }")]
    [InlineData("Radam", "Radam { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, WeightDecay = 0, StateCount = 2 }")]
    [InlineData("Rprop", "Rprop { LearningRate = 0.01, EtaMinus = 0.5, EtaPlus = 1.2, MinStep = 1E-06, MaxStep = 50, StateCount = 2 }")]
    [InlineData("Lion", "Lion { LearningRate = 0.0001, Beta1 = 0.9, Beta2 = 0.99, WeightDecay = 0, StateCount = 1 }")]
    public void Defaults_are_the_usual_ones(string name, string expected)
    {
        Assert.Equal(expected, Cases[name].Usual.ToString());
        Cases[name].Usual.Validate();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_default_value_of_the_struct_is_refused_by_name(string name) =>
        Assert.StartsWith($"default({name}) has no hyper-parameters. Use new {name}()", Assert.Throws<ArgumentException>(Cases[name].Empty.Validate).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_out_of_range_are_refused_by_name(string name) =>
        Assert.All(Cases[name].Wrong, wrong => Assert.StartsWith($"{name}.", Assert.Throws<ArgumentException>(wrong.Validate).Message, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_learning_rate_is_all_that_its_constructor_changes(string name)
    {
        Assert.Equal(0.1, Cases[name].Faster.LearningRate);
        Assert.Equal(Cases[name].Faster, Cases[name].Usual.Accept(new Rate(0.1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_visitor_gets_the_struct_in_both_precisions(string name) =>
        Assert.Equal((name + " of Single", name + " of Double"), (OptimizerTrajectory.NameThroughVisitor<float>(Cases[name].Usual), OptimizerTrajectory.NameThroughVisitor<double>(Cases[name].Usual)));

    [Fact]
    public void The_steps_of_Rprop_have_an_order() =>
        Assert.StartsWith("Rprop.MaxStep: expected a finite number not below MinStep = 2, got 1.", Assert.Throws<ArgumentException>((new Rprop { MinStep = 2, MaxStep = 1 }).Validate).Message, StringComparison.Ordinal);

    private sealed record Case(IOptimizer Usual, IOptimizer Empty, IOptimizer Faster, IOptimizer[] Wrong);

    private sealed class Rate(double learningRate) : IOptimizerVisitor<float, IOptimizer>
    {
        public IOptimizer Visit<TOptimizer>(TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer<TOptimizer, float> => optimizer.WithLearningRate(learningRate);
    }
}
