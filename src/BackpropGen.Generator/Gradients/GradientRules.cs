using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Gradients;

/// <summary>All derivatives of operations: one row each. Formulas of maps and sums are differentiated symbolically.</summary>
internal static class GradientRules
{
    private static readonly Dictionary<Type, Action<GradientBuilder, Operation, Expr>> Rules = new()
    {
        [typeof(Affine)] = (builder, operation, adjoint) => Affine(builder, (Affine)operation, adjoint),
        [typeof(Map)] = (builder, operation, adjoint) => Map(builder, (Map)operation, adjoint),
        [typeof(RowSum)] = (builder, operation, adjoint) => RowSum(builder, (RowSum)operation, adjoint),
        [typeof(ColumnSum)] = (builder, operation, adjoint) => ColumnMean(builder, (ColumnSum)operation, adjoint),
        [typeof(LogSumExp)] = (builder, operation, adjoint) => LogSumExp(builder, (LogSumExp)operation, adjoint),
        [typeof(Concatenation)] = (builder, operation, adjoint) => Concatenation(builder, (Concatenation)operation, adjoint),
        [typeof(DropoutMask)] = (_, _, _) => { },
        [typeof(RowMax)] = (_, _, _) => { },
    };

    /// <summary>Appends what computes the gradients by an operation's operands from the gradient by its result.</summary>
    public static void Apply(GradientBuilder builder, Operation operation, Expr adjoint) => Rules[operation.GetType()](builder, operation, adjoint);

    // δ = ∂E/∂z; ∂E/∂W = δ xᵀ; ∂E/∂b = δ; ∂E/∂x = Wᵀ δ
    private static void Affine(GradientBuilder builder, Affine affine, Expr adjoint)
    {
        var index = Notations.Superscript(affine.Weights.Number);
        var delta = builder.Materialise(affine.Result, adjoint, "d" + affine.Weights.Number, "δ" + index);
        var sink = new Value(builder.FreshName("dw" + affine.Weights.Number), "∂E/∂" + affine.Weights.Notation, Extent.Scalar, 1);
        builder.Append(new AffineParameterGradient(builder.Add(sink), delta, affine.Source, affine.Weights, affine.Biases));
        if (builder.IsMoving(affine.Source.Name))
        {
            var result = new Value(builder.FreshName("e" + affine.Weights.Number), $"{Notations.Transposed(affine.Weights.Notation)} {delta.Notation}", Extent.Elements, affine.Source.Units);
            builder.Contribute(affine.Source, builder.Append(new AffineInputGradient(builder.Add(result), delta, affine.Source, affine.Weights)).Variable);
        }
    }

    // The chain rule, number by number; an operand that is the same for all units or rows gets the sum over them.
    private static void Map(GradientBuilder builder, Map map, Expr adjoint)
    {
        var operands = Moving(builder, map);
        adjoint = operands.Length > 1 ? Plain(builder, map.Result, adjoint) : adjoint;
        foreach (var operand in operands)
        {
            Spread(builder, operand, Simplifier.Simplify(adjoint * LocalDerivatives.Of(map.Formula, operand.Name, map.Result.Name)), map.Result.Extent);
        }
    }

    private static void RowSum(GradientBuilder builder, RowSum sum, Expr adjoint)
    {
        adjoint = Plain(builder, sum.Result, adjoint);
        foreach (var operand in Moving(builder, sum))
        {
            Spread(builder, operand, builder.Reexpress(adjoint * Differentiator.By(sum.Formula, operand.Name)), Extent.Elements);
        }
    }

    private static Value[] Moving(GradientBuilder builder, Operation operation) => operation.Operands
        .Distinct()
        .Where(builder.IsMoving)
        .OrderBy(name => name, StringComparer.Ordinal)
        .Select(name => builder.Values[name])
        .ToArray();

    /// <summary>An adjoint as a variable, so that terms which share it do not compute it again.</summary>
    private static Expr Plain(GradientBuilder builder, Value result, Expr adjoint) => adjoint is VariableExpr or ConstantExpr
        ? adjoint
        : builder.Materialise(result, adjoint, builder.FreshName("d_" + result.Name)).Variable;

    private static void Spread(GradientBuilder builder, Value operand, Expr term, Extent whole)
    {
        if (operand.Extent == whole)
        {
            builder.Contribute(operand, term);
        }
        else if (operand.Extent == Extent.Row)
        {
            // a factor that is the same for the whole row stays outside of the sum
            var (factor, rest) = Split(term, name => builder.Values[name].Extent is Extent.Scalar or Extent.Row);
            builder.Contribute(operand, factor * OverUnits(builder, operand, rest).Variable);
        }
        else if (operand.Origin == Origin.Parameter)
        {
            Sink(builder, operand, operand.Extent == Extent.Scalar ? OverUnits(builder, operand, term).Variable : term);
        }
        else
        {
            var sum = new Value(builder.FreshName("sum_" + operand.Name), "∂E/∂" + operand.Notation, Extent.Unit, operand.Units);
            builder.Contribute(operand, builder.Append(new ColumnSum(builder.Add(sum), term)).Variable);
        }
    }

    private static void Sink(GradientBuilder builder, Value parameter, Expr term)
    {
        var tensor = builder.Layers.Tensors.Single(candidate => candidate.Name == parameter.Name);
        var sink = new Value(builder.FreshName("d" + parameter.Name), "∂E/∂" + parameter.Notation, Extent.Scalar, 1);
        builder.Append(new VectorGradient(builder.Add(sink), term, tensor));
    }

    /// <summary>The gradient of each row by what all of its units share.</summary>
    private static Value OverUnits(GradientBuilder builder, Value shared, Expr term)
    {
        var notation = "Σ " + MathNotation.Print(term, name => builder.Values[name].Notation);
        return builder.Append(new RowSum(builder.Add(new Value(builder.FreshName("sum_" + shared.Name), notation, Extent.Row, 1)), term));
    }

    private static (Expr Factor, Expr Summand) Split(Expr term, Func<string, bool> isOutside)
    {
        var outside = ProductExpr.FactorsOf(term).Where(factor => factor.Variables.All(isOutside)).ToArray();
        var inside = ProductExpr.FactorsOf(term).Except(outside).ToArray();
        return (Product(outside), Product(inside));
    }

    private static Expr Product(IEnumerable<Expr> factors) =>
        Simplifier.Simplify(factors.Aggregate(Expr.Constant(1), (left, right) => left * right));

    private static void ColumnMean(GradientBuilder builder, ColumnSum mean, Expr adjoint)
    {
        var unit = builder.Materialise(mean.Result, adjoint, builder.FreshName("d_" + mean.Result.Name)).Variable;
        foreach (var operand in Moving(builder, mean))
        {
            builder.Contribute(operand, builder.Reexpress(unit * Expr.Variable("inverseRows") * Differentiator.By(mean.Formula, operand.Name)));
        }
    }

    // ∂ ln Σ eᶻ / ∂zᵢ = e^(zᵢ − ln Σ eᶻ): the softmax
    private static void LogSumExp(GradientBuilder builder, LogSumExp operation, Expr adjoint)
    {
        var softmax = FunctionTable.Exp.Of(operation.Source.Variable - operation.Result.Variable);
        builder.Contribute(operation.Source, builder.Reexpress(adjoint * softmax));
    }

    private static void Concatenation(GradientBuilder builder, Concatenation operation, Expr adjoint)
    {
        var whole = builder.Materialise(operation.Result, adjoint, builder.FreshName("d_" + operation.Result.Name));
        var start = 0;
        foreach (var source in operation.Sources)
        {
            if (builder.IsMoving(source.Name))
            {
                var part = new Value(builder.FreshName("part_" + source.Name), "∂E/∂" + source.Notation, Extent.Elements, source.Units);
                builder.Contribute(source, builder.Append(new Columns(builder.Add(part), whole, start)).Variable);
            }

            start += source.Units;
        }
    }
}
