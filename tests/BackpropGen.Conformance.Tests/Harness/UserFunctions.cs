using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Interpreter;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Harness;

/// <summary>An activation as a user writes it.</summary>
/// <param name="Source">The method, with <c>T</c> for the precision's keyword and <c>M</c> for its class of functions.</param>
/// <param name="Parameters">Its trainable parameters.</param>
/// <param name="Interpret">The same for the interpreter, over z and the parameters.</param>
internal sealed record UserActivation(string Source, FunctionParameterSpec[] Parameters, Func<Scalar, Scalar[], Scalar> Interpret);

/// <summary>A loss as a user writes it.</summary>
/// <param name="Source">The method, as that of an activation.</param>
/// <param name="Interpret">The same for the interpreter, over output and target.</param>
internal sealed record UserLoss(string Source, Func<Scalar, double, Scalar> Interpret);

/// <summary>Functions of users' own for networks under test, by name: what is declared, and what is expected of it, apart from each other.</summary>
internal static class UserFunctions
{
    public static readonly IReadOnlyDictionary<string, UserActivation> Activations = new Dictionary<string, UserActivation>
    {
        ["Snake"] = new("static T Snake(T z) => z + M.Sin(3 * z) * M.Sin(3 * z) / 3;", [], (z, _) => z + (1.0 / 3 * Sine(3 * z) * Sine(3 * z))),
        ["PReLU"] = new(
            "static T PReLU(T z, [Parameter(0.25)] T slope) => z > 0 ? z : slope * z;",
            [new("slope", 0.25, PerUnit: false)],
            (z, p) => Functions.Where(z, 0) ? z : p[0] * z),
        ["Channelwise"] = new(
            "static T Channelwise(T z, [Parameter(0.25, PerUnit = true)] T slope)\n    {\n        if (z > 0)\n        {\n            return z;\n        }\n\n        return slope * z;\n    }",
            [new("slope", 0.25, PerUnit: true)],
            (z, p) => Functions.Where(z, 0) ? z : p[0] * z),
        ["Idle"] = new("static T Idle(T z, [Parameter(1)] T unused, [Parameter(2, PerUnit = true)] T cancelled) => M.Tanh(z) + cancelled - cancelled;", [new("unused", 1, PerUnit: false), new("cancelled", 2, PerUnit: true)], (z, _) => Hyperbolic(z)),
        ["Swish"] = new(
            "static T Swish(T z, [Parameter(1, PerUnit = true)] T beta, [Parameter(0.5)] T w) => w * z / (1 + M.Exp(-beta * z));",
            [new("beta", 1, PerUnit: true), new("w", 0.5, PerUnit: false)],
            (z, p) => p[1] * z / (Functions.Exp(-(p[0] * z)) + 1)),
    };

    public static readonly IReadOnlyDictionary<string, UserLoss> Losses = new Dictionary<string, UserLoss>
    {
        ["Quantile"] = new(
            "static T Quantile(T output, T target) => M.Max((T)0.9 * (target - output), (T)(-0.1) * (target - output));",
            (o, t) => Functions.Where(o, t) ? -0.1 * (-o + t) : 0.9 * (-o + t)),
        ["Cauchy"] = new("static T Cauchy(T output, T target) => M.Log(1 + (output - target) * (output - target));", (o, t) => Functions.Log(((o - t) * (o - t)) + 1)),
    };

    /// <summary>The declaration of an activation, to be put into a spec; the formula is the compiler's to read.</summary>
    public static FunctionSpec Activation(string name) => new() { Name = name, Parameters = new(Activations[name].Parameters) };

    /// <summary>The declaration of a loss.</summary>
    public static FunctionSpec Loss(string name) => new() { Name = name };

    /// <summary>The methods that a network's class must have.</summary>
    public static IEnumerable<string> Methods(NetworkSpec spec)
    {
        string Written(string attribute, string source) => $"[{attribute}] {source.Replace("T ", spec.IsDouble ? "double " : "float ", StringComparison.Ordinal).Replace("(T)", spec.IsDouble ? "" : "(float)", StringComparison.Ordinal).Replace("M.", spec.IsDouble ? "System.Math." : "System.MathF.", StringComparison.Ordinal)}";
        var activations = spec.Layers.Select(layer => layer.Function?.Name).OfType<string>().Distinct().Select(name => Written("Activation", Activations[name].Source));
        return spec.LossFunction is { } loss ? activations.Append(Written("Loss", Losses[loss.Name].Source)) : activations;
    }

    private static Scalar Hyperbolic(Scalar z) => z.Tape.Unary(Math.Tanh(z.Value), z, 1 - (Math.Tanh(z.Value) * Math.Tanh(z.Value)));

    private static Scalar Sine(Scalar z) => z.Tape.Unary(Math.Sin(z.Value), z, Math.Cos(z.Value));
}
