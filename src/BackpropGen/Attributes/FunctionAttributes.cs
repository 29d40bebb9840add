using System;

namespace BackpropGen;

/// <summary>
/// Marks a static method as an activation a = f(z) that layers may name: <c>[Dense(16, nameof(Snake))]</c>. The generator reads its body, derives f′ and
/// emits both in vectors; the method itself is never called by generated code. What it may contain: docs/functions.md.
/// </summary>
/// <remarks>The method takes z, and after it nothing but <see cref="ParameterAttribute">parameters</see>, and returns a; all of one type: <c>float</c>, <c>double</c> or a floating-point <c>T</c>.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ActivationAttribute : Attribute;

/// <summary>
/// Marks a static method as a loss ℓ(output, target) of one output, which a network may name: <c>[Network(4, LossMethod = nameof(Quantile))]</c>. The loss of a
/// row is its mean over the outputs. The generator reads its body as that of an <see cref="ActivationAttribute">activation</see>.
/// </summary>
/// <remarks>The method takes an output and its target, in this order, and returns the loss; all of one type: <c>float</c>, <c>double</c> or a floating-point <c>T</c>.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LossAttribute : Attribute;

/// <summary>
/// Marks a parameter of an <see cref="ActivationAttribute">activation</see> as one that training changes: <c>[Activation] static float PReLU(float z, [Parameter(0.25)] float a)</c>.
/// In canonical order it follows the layer's biases.
/// </summary>
/// <param name="initial">Its first value, finite.</param>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class ParameterAttribute(double initial) : Attribute
{
    /// <summary>Its first value.</summary>
    public double Initial { get; } = initial;

    /// <summary>Whether each unit of the layer has one of its own. Default false: the layer has one.</summary>
    public bool PerUnit { get; set; }
}
