using System.Collections.Generic;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Gradients;

/// <summary>The gradient by a value of the forward pass, once all its terms were known.</summary>
/// <param name="Of">The value.</param>
/// <param name="Gradient">∂E by it.</param>
/// <param name="Position">How many operations there were by then.</param>
internal sealed record Adjoint(Value Of, Expr Gradient, int Position);

/// <summary>A backward pass in the order in which it was derived, which is that of the chain rule: what explains it. Plans take another order.</summary>
/// <param name="Operations">All of its operations.</param>
/// <param name="Adjoints">The gradients by the forward pass's values, the input's last.</param>
internal sealed record Derivation(IReadOnlyList<Operation> Operations, IReadOnlyList<Adjoint> Adjoints);
