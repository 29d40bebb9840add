using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>One step of mathematics: data only. What it means stands here, its gradient in <c>GradientRules</c>, its kernel in the plan.</summary>
/// <param name="Result">What it computes.</param>
internal abstract record Operation(Value Result)
{
    /// <summary>Names of the values that it reads.</summary>
    public abstract IEnumerable<string> Operands { get; }

    /// <summary>The operations that it consists of, in order: itself, unless a plan joined some.</summary>
    public virtual IReadOnlyList<Operation> Parts => new[] { this };
}

/// <summary>z = W x + b.</summary>
internal sealed record Affine(Value Result, Value Source, Tensor Weights, Tensor? Biases) : Operation(Result)
{
    public override IEnumerable<string> Operands => new[] { Source.Name };

    public override string ToString() => $"{Result} = {Weights.Name} {Source.Name}{(Biases is null ? "" : " + " + Biases.Name)}";
}

/// <summary>A formula, applied number by number; operands of smaller extent are the same for all rows or units.</summary>
internal sealed record Map(Value Result, Expr Formula) : Operation(Result)
{
    public override IEnumerable<string> Operands => Formula.Variables;

    public override string ToString() => $"{Result} = {Formula}";
}

/// <summary>The sum of a formula over the units of each row.</summary>
internal sealed record RowSum(Value Result, Expr Formula) : Operation(Result)
{
    public override IEnumerable<string> Operands => Formula.Variables;

    public override string ToString() => $"{Result} = Σ units: {Formula}";
}

/// <summary>The sum of a formula over the rows, for each unit; a mean if <paramref name="IsMean"/>.</summary>
internal sealed record ColumnSum(Value Result, Expr Formula, bool IsMean = false) : Operation(Result)
{
    public override IEnumerable<string> Operands => Formula.Variables;

    public override string ToString() => $"{Result} = {(IsMean ? "mean" : "Σ")} rows: {Formula}";
}

/// <summary>The largest of each row. Only ever subtracted where it changes no result, so it counts as constant.</summary>
internal sealed record RowMax(Value Result, Value Source) : Operation(Result)
{
    public override IEnumerable<string> Operands => new[] { Source.Name };

    public override string ToString() => $"{Result} = max units: {Source.Name}";
}

/// <summary>ln Σ eᶻ over the units of each row, for values whose largest is 0.</summary>
internal sealed record LogSumExp(Value Result, Value Source) : Operation(Result)
{
    public override IEnumerable<string> Operands => new[] { Source.Name };

    public override string ToString() => $"{Result} = ln Σ units: exp({Source.Name})";
}

/// <summary>Values side by side.</summary>
internal sealed record Concatenation(Value Result, EquatableArray<Value> Sources) : Operation(Result)
{
    public override IEnumerable<string> Operands => Sources.Select(source => source.Name);

    public override string ToString() => $"{Result} = [{string.Join(", ", Operands)}]";
}

/// <summary>0 with probability <paramref name="Rate"/>, else 1 / (1 − rate), drawn anew each step.</summary>
internal sealed record DropoutMask(Value Result, double Rate, int Layer) : Operation(Result)
{
    public override IEnumerable<string> Operands => Enumerable.Empty<string>();

    public override string ToString() => $"{Result} = mask of dropout {Rate:R}, layer {Layer}";
}

/// <summary>Wᵀ δ: the gradient by the source of an <see cref="Affine"/>, or one term of it.</summary>
internal sealed record AffineInputGradient(Value Result, Value Delta, Value Source, Tensor Weights) : Operation(Result)
{
    public override IEnumerable<string> Operands => new[] { Delta.Name };

    public override string ToString() => $"{Result} = {Weights.Name}ᵀ {Delta.Name}";
}

/// <summary>δ xᵀ and Σ δ over the rows: the gradient by the parameters of an <see cref="Affine"/>.</summary>
internal sealed record AffineParameterGradient(Value Result, Value Delta, Value Source, Tensor Weights, Tensor? Biases) : Operation(Result)
{
    public override IEnumerable<string> Operands => new[] { Delta.Name, Source.Name };

    public override string ToString() => $"∂E/∂{Weights.Name}{(Biases is null ? "" : ", ∂E/∂" + Biases.Name)} = {Delta.Name} {Source.Name}ᵀ";
}

/// <summary>The gradient by a parameter vector: the sum of a formula over the rows.</summary>
internal sealed record VectorGradient(Value Result, Expr Formula, Tensor Vector) : Operation(Result)
{
    public override IEnumerable<string> Operands => Formula.Variables;

    public override string ToString() => $"∂E/∂{Vector.Name} = Σ rows: {Formula}";
}

/// <summary>Some units of a wider value: the gradient by one source of a <see cref="Concatenation"/>.</summary>
internal sealed record Columns(Value Result, Value Source, int Start) : Operation(Result)
{
    public override IEnumerable<string> Operands => new[] { Source.Name };

    public override string ToString() => $"{Result} = {Source.Name}[.., {Start}..{Start + Result.Units}]";
}
