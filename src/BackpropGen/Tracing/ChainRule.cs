using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>One factor of a chain rule.</summary>
/// <param name="Name">Its name: <c>∂o₁/∂z₁²</c>.</param>
/// <param name="Value">Its number.</param>
/// <typeparam name="T">The network's type of values.</typeparam>
public readonly record struct ChainFactor<T>(string Name, T Value)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>
/// The gradient by one weight that one row gives, factor by factor: ∂E/∂w = ∂E/∂a · ∂a/∂z · ∂z/∂w. Where a layer has no activation of its own, or one whose
/// units depend on each other (softmax), the first two are one: δ.
/// </summary>
/// <typeparam name="T">The network's type of values.</typeparam>
public sealed class ChainRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal ChainRule(string name, IReadOnlyList<ChainFactor<T>> factors, T value)
    {
        Name = name;
        Factors = factors;
        Value = value;
    }

    /// <summary>The gradient's name: <c>∂E/∂w₁₂²</c>.</summary>
    public string Name { get; }

    /// <summary>The factors, from the error to the weight.</summary>
    public IReadOnlyList<ChainFactor<T>> Factors { get; }

    /// <summary>The row's part of the gradient; the gradient itself is the sum over the rows.</summary>
    public T Value { get; }

    /// <summary>The equation, with names and with numbers.</summary>
    public override string ToString() =>
        $"{Name} = {string.Join(" · ", Factors.Select(factor => factor.Name))} = {string.Join(" · ", Factors.Select(factor => TraceNumber.Operand(factor.Value)))} = {TraceNumber.Text(Value)}";
}
