using System;
using System.Collections.Generic;
using System.Text.Json;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>The optimizers of the reference vectors, by the first part of their names.</summary>
internal static class GoldenOptimizers
{
    private static readonly Dictionary<string, Func<GoldenCase, IOptimizer>> ByName = new()
    {
        ["sgd"] = golden => new Sgd(Rate(golden))
        {
            Momentum = golden.HyperValue("momentum", 0),
            Dampening = golden.HyperValue("dampening", 0),
            Nesterov = golden.Hyper.ContainsKey("nesterov"),
            WeightDecay = golden.HyperValue("weight_decay", golden.WeightDecayOfWeights),
        },
        ["rmsprop"] = golden => new RmsProp(Rate(golden))
        {
            Smoothing = golden.HyperValue("alpha", double.NaN),
            Epsilon = Epsilon(golden),
            Momentum = golden.HyperValue("momentum", 0),
            Centered = golden.Hyper.ContainsKey("centered"),
        },
        ["adagrad"] = golden => new Adagrad(Rate(golden))
        {
            Epsilon = Epsilon(golden),
            LearningRateDecay = golden.HyperValue("lr_decay", double.NaN),
            InitialAccumulator = golden.HyperValue("initial_accumulator_value", double.NaN),
        },
        ["adadelta"] = golden => new Adadelta(Rate(golden)) { Rho = golden.HyperValue("rho", double.NaN), Epsilon = Epsilon(golden) },
        ["adam"] = golden => new Adam(Rate(golden))
        {
            Beta1 = Pair(golden, "betas", 0),
            Beta2 = Pair(golden, "betas", 1),
            Epsilon = Epsilon(golden),
            AmsGrad = golden.Hyper.ContainsKey("amsgrad"),
            WeightDecay = golden.HyperValue("weight_decay_L2_coupled", 0),
        },
        ["adamw"] = golden => new AdamW(Rate(golden))
        {
            Beta1 = Pair(golden, "betas", 0),
            Beta2 = Pair(golden, "betas", 1),
            Epsilon = Epsilon(golden),
            WeightDecay = golden.HyperValue("weight_decay_decoupled", double.NaN),
        },
        ["adamax"] = golden => new Adamax(Rate(golden)) { Beta1 = Pair(golden, "betas", 0), Beta2 = Pair(golden, "betas", 1), Epsilon = Epsilon(golden) },
        ["nadam"] = golden => new Nadam(Rate(golden))
        {
            Beta1 = Pair(golden, "betas", 0),
            Beta2 = Pair(golden, "betas", 1),
            Epsilon = Epsilon(golden),
            MomentumDecay = golden.HyperValue("momentum_decay", double.NaN),
        },
        ["radam"] = golden => new Radam(Rate(golden)) { Beta1 = Pair(golden, "betas", 0), Beta2 = Pair(golden, "betas", 1), Epsilon = Epsilon(golden) },
        ["rprop"] = golden => new Rprop(Rate(golden))
        {
            EtaMinus = Pair(golden, "etas", 0),
            EtaPlus = Pair(golden, "etas", 1),
            MinStep = Pair(golden, "step_sizes", 0),
            MaxStep = Pair(golden, "step_sizes", 1),
        },
    };

    /// <summary>The optimizer of a case, with all its hyper-parameters.</summary>
    public static IOptimizer Of(GoldenCase golden) => ByName[golden.Optimizer.Split('_')[0]](golden);

    private static double Rate(GoldenCase golden) => golden.HyperValue("lr", double.NaN);

    private static double Epsilon(GoldenCase golden) => golden.HyperValue("eps", double.NaN);

    private static double Pair(GoldenCase golden, string name, int index) => golden.Hyper[name].Deserialize<double[]>()![index];
}
