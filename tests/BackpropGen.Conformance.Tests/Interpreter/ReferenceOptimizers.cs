using System;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>The update rules of the reference vectors' description, for one parameter at a time.</summary>
internal static class ReferenceOptimizers
{
    /// <summary>v = g at the first step, else m v + (1 − dampening) g; p −= η v, with Nesterov p −= η (g + m v).</summary>
    public static Action<double[], double[], bool[]> Sgd(double rate, double momentum, double dampening, bool nesterov, double weightDecay)
    {
        double[]? velocity = null;
        return (parameters, gradients, trainable) =>
        {
            var first = velocity is null;
            velocity ??= new double[parameters.Length];
            for (var i = 0; i < parameters.Length; i++)
            {
                if (trainable[i])
                {
                    var g = gradients[i] + (weightDecay * parameters[i]);
                    velocity[i] = first ? g : (momentum * velocity[i]) + ((1 - dampening) * g);
                    parameters[i] -= rate * (nesterov ? g + (momentum * velocity[i]) : velocity[i]);
                }
            }
        };
    }

    /// <summary>p −= η m̂ / (√v̂ + ε).</summary>
    public static Action<double[], double[], bool[]> Adam(double rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
    {
        double[]? m = null, v = null;
        var step = 0;
        return (parameters, gradients, trainable) =>
        {
            m ??= new double[parameters.Length];
            v ??= new double[parameters.Length];
            step++;
            for (var i = 0; i < parameters.Length; i++)
            {
                if (trainable[i])
                {
                    m[i] = (beta1 * m[i]) + ((1 - beta1) * gradients[i]);
                    v[i] = (beta2 * v[i]) + ((1 - beta2) * gradients[i] * gradients[i]);
                    var corrected = m[i] / (1 - Math.Pow(beta1, step));
                    parameters[i] -= rate * corrected / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, step))) + epsilon);
                }
            }
        };
    }
}
