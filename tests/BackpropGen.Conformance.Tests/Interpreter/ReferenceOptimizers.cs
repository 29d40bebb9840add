using System;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>One parameter's update: its new value from step number (from 1), old value, gradient and up to three values of state, 0 at first.</summary>
internal delegate double ReferenceRule(int step, double p, double g, double[] state);

/// <summary>The update rules of the reference vectors' description, for one parameter at a time.</summary>
internal static class ReferenceOptimizers
{
    /// <summary>A rule over all parameters that are not frozen.</summary>
    public static Action<double[], double[], bool[]> Over(ReferenceRule rule)
    {
        double[][]? states = null;
        var step = 0;
        return (parameters, gradients, trainable) =>
        {
            states ??= Array.ConvertAll(parameters, _ => new double[3]);
            step++;
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i] = trainable[i] ? rule(step, parameters[i], gradients[i], states[i]) : parameters[i];
            }
        };
    }

    /// <summary>v = g at the first step, else m v + (1 − dampening) g; p −= η v, with Nesterov p −= η (g + m v).</summary>
    public static ReferenceRule Sgd(Sgd o) => (step, p, g, s) =>
    {
        g += o.WeightDecay * p;
        s[0] = step == 1 ? g : (o.Momentum * s[0]) + ((1 - o.Dampening) * g);
        return p - (o.LearningRate * (o.Nesterov ? g + (o.Momentum * s[0]) : s[0]));
    };

    /// <summary>p −= η m̂ / (√v̂ + ε).</summary>
    public static ReferenceRule Adam(Adam o) => (step, p, g, s) =>
    {
        g += o.WeightDecay * p;
        s[0] = (o.Beta1 * s[0]) + ((1 - o.Beta1) * g);
        s[1] = (o.Beta2 * s[1]) + ((1 - o.Beta2) * g * g);
        s[2] = Math.Max(s[2], s[1]);
        var square = (o.AmsGrad ? s[2] : s[1]) / (1 - Math.Pow(o.Beta2, step));
        return p - (o.LearningRate * (s[0] / (1 - Math.Pow(o.Beta1, step))) / (Math.Sqrt(square) + o.Epsilon));
    };

    /// <summary>p *= 1 − η λ, then Adam's step.</summary>
    public static ReferenceRule AdamW(AdamW o)
    {
        var adam = Adam(new Adam(o.LearningRate) { Beta1 = o.Beta1, Beta2 = o.Beta2, Epsilon = o.Epsilon, AmsGrad = o.AmsGrad });
        return (step, p, g, s) => adam(step, p * (1 - (o.LearningRate * o.WeightDecay)), g, s);
    }

    /// <summary>p −= η g / (√(s [− mean²]) + ε), or a momentum of that.</summary>
    public static ReferenceRule RmsProp(RmsProp o) => (_, p, g, s) =>
    {
        g += o.WeightDecay * p;
        s[0] = (o.Smoothing * s[0]) + ((1 - o.Smoothing) * g * g);
        s[1] = (o.Smoothing * s[1]) + ((1 - o.Smoothing) * g);
        s[2] = (o.Momentum * s[2]) + (g / (Math.Sqrt(o.Centered ? s[0] - (s[1] * s[1]) : s[0]) + o.Epsilon));
        return p - (o.LearningRate * s[2]);
    };

    /// <summary>s += g²; p −= η / (1 + (k − 1) decay) g / (√s + ε).</summary>
    public static ReferenceRule Adagrad(Adagrad o) => (step, p, g, s) =>
    {
        g += o.WeightDecay * p;
        s[0] = (step == 1 ? o.InitialAccumulator : s[0]) + (g * g);
        return p - (o.LearningRate / (1 + ((step - 1) * o.LearningRateDecay)) * g / (Math.Sqrt(s[0]) + o.Epsilon));
    };

    /// <summary>Δ = √(u + ε) / √(s + ε) g; p −= η Δ.</summary>
    public static ReferenceRule Adadelta(Adadelta o) => (_, p, g, s) =>
    {
        g += o.WeightDecay * p;
        s[0] = (o.Rho * s[0]) + ((1 - o.Rho) * g * g);
        var delta = Math.Sqrt(s[1] + o.Epsilon) / Math.Sqrt(s[0] + o.Epsilon) * g;
        s[1] = (o.Rho * s[1]) + ((1 - o.Rho) * delta * delta);
        return p - (o.LearningRate * delta);
    };

    /// <summary>u = max(β₂ u, |g| + ε); p −= η m̂ / u.</summary>
    public static ReferenceRule Adamax(Adamax o) => (step, p, g, s) =>
    {
        g += o.WeightDecay * p;
        s[0] = (o.Beta1 * s[0]) + ((1 - o.Beta1) * g);
        s[1] = Math.Max(o.Beta2 * s[1], Math.Abs(g) + o.Epsilon);
        return p - (o.LearningRate / (1 - Math.Pow(o.Beta1, step)) * s[0] / s[1]);
    };

    /// <summary>PyTorch's form: the product of all momenta is a state.</summary>
    public static ReferenceRule Nadam(Nadam o) => (step, p, g, s) =>
    {
        g += o.WeightDecay * p;
        double Mu(int k) => o.Beta1 * (1 - (0.5 * Math.Pow(0.96, k * o.MomentumDecay)));
        s[0] = (o.Beta1 * s[0]) + ((1 - o.Beta1) * g);
        s[1] = (o.Beta2 * s[1]) + ((1 - o.Beta2) * g * g);
        s[2] = (step == 1 ? 1 : s[2]) * Mu(step);
        var root = Math.Sqrt(s[1] / (1 - Math.Pow(o.Beta2, step))) + o.Epsilon;
        return p - (o.LearningRate * (1 - Mu(step)) / (1 - s[2]) * g / root) - (o.LearningRate * Mu(step + 1) / (1 - (s[2] * Mu(step + 1))) * s[0] / root);
    };

    /// <summary>Adam with a rectified divisor, or without one while its variance is unbounded.</summary>
    public static ReferenceRule Radam(Radam o) => (step, p, g, s) =>
    {
        g += o.WeightDecay * p;
        s[0] = (o.Beta1 * s[0]) + ((1 - o.Beta1) * g);
        s[1] = (o.Beta2 * s[1]) + ((1 - o.Beta2) * g * g);
        var (mean, bias) = (s[0] / (1 - Math.Pow(o.Beta1, step)), 1 - Math.Pow(o.Beta2, step));
        var limit = (2 / (1 - o.Beta2)) - 1;
        var rho = limit - (2 * step * Math.Pow(o.Beta2, step) / bias);
        return rho > 5
            ? p - (o.LearningRate * mean * Math.Sqrt(bias) / (Math.Sqrt(s[1]) + o.Epsilon) * Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)))
            : p - (o.LearningRate * mean);
    };

    /// <summary>Steps grow and shrink with the sign of the product of successive gradients.</summary>
    public static ReferenceRule Rprop(Rprop o) => (step, p, g, s) =>
    {
        var turn = Math.Sign(g * s[0]);
        s[1] = Math.Clamp((step == 1 ? o.LearningRate : s[1]) * (turn > 0 ? o.EtaPlus : turn < 0 ? o.EtaMinus : 1), o.MinStep, o.MaxStep);
        s[0] = turn < 0 ? 0 : g;
        return p - (Math.Sign(s[0]) * s[1]);
    };

    /// <summary>p *= 1 − η λ; p −= η sign(β₁ m + (1 − β₁) g); m = β₂ m + (1 − β₂) g.</summary>
    public static ReferenceRule Lion(Lion o) => (_, p, g, s) =>
    {
        var direction = Math.Sign((o.Beta1 * s[0]) + ((1 - o.Beta1) * g));
        s[0] = (o.Beta2 * s[0]) + ((1 - o.Beta2) * g);
        return (p * (1 - (o.LearningRate * o.WeightDecay))) - (o.LearningRate * direction);
    };
}
