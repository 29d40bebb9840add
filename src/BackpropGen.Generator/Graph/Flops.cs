using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>What counts as a floating-point operation, and how many of them the operations of a graph take for one row.</summary>
/// <remarks>
/// <para>
/// One each: an addition or subtraction, a multiplication, a division, a comparison with its selection, a minimum, maximum or absolute value, the call of a function, whatever its arguments. So a multiply-add is
/// two, as in every published figure of processors and networks, and a function one: what exp costs differs between machines by more than everything else together, and a count that took sides would be exact
/// for none. Free are changes of sign, which arithmetic takes in, moves of numbers (concatenation), and integer arithmetic (what dropout draws).
/// </para>
/// <para>
/// Counted is the graph as it was derived, before kernels are chosen: the mathematics, not what a kernel pads, repeats or fuses. A part that stands in a formula several times is computed once. Sums over the units
/// begin with their first term, n − 1 additions for n terms. Sums over the rows take an addition a row, since each row is added to what is there. Both sides of a selection count. An absent edge costs nothing.
/// </para>
/// </remarks>
internal static class Flops
{
    private static readonly Dictionary<Type, Func<NetworkGraph, Operation, long>> Table = new()
    {
        [typeof(Affine)] = (_, operation) => OfAffine((Affine)operation),
        [typeof(Map)] = (_, operation) => operation.Result.Units * Of(((Map)operation).Formula),
        [typeof(RowSum)] = (graph, operation) => OfSum(Widest(graph, operation), Of(((RowSum)operation).Formula)),
        [typeof(ColumnSum)] = (_, operation) => operation.Result.Units * (Of(((ColumnSum)operation).Formula) + (((ColumnSum)operation).IsMean ? 2 : 1)),
        [typeof(RowMax)] = (_, operation) => OfSum(((RowMax)operation).Source.Units, 0),
        [typeof(LogSumExp)] = (_, operation) => OfSum(((LogSumExp)operation).Source.Units, 1) + 1,
        [typeof(Concatenation)] = (_, _) => 0,
        [typeof(Columns)] = (_, _) => 0,
        [typeof(DropoutMask)] = (_, _) => 0,
        [typeof(AffineInputGradient)] = (_, operation) => OfInputGradient(((AffineInputGradient)operation).Weights),
        [typeof(AffineParameterGradient)] = (_, operation) => OfParameterGradient((AffineParameterGradient)operation),
        [typeof(VectorGradient)] = (graph, operation) => Widest(graph, operation) * (Of(((VectorGradient)operation).Formula) + 1L),
    };

    /// <summary>The operations that one row takes.</summary>
    public static long Of(NetworkGraph graph, Operation operation) => Table[operation.GetType()](graph, operation);

    /// <summary>The operations of a formula, for one unit of one row.</summary>
    public static long Of(Expr formula) => Parts(formula, new HashSet<Expr>());

    private static long Parts(Expr formula, HashSet<Expr> known) =>
        known.Add(formula) ? OfNode(formula) + Operands(formula).Sum(operand => Parts(operand, known)) : 0;

    private static long OfNode(Expr node) => node switch
    {
        SumExpr sum => sum.Terms.Count - 1,
        CallExpr or SelectExpr => 1,
        PowerExpr power => Math.Abs(power.Exponent) - 1 + (power.Exponent < 0 ? 1 : 0),
        ProductExpr product => OfProduct(product),
        _ => 0,
    };

    // factors above and below a line that is one division; a coefficient of 1 or −1 is none
    private static long OfProduct(ProductExpr product)
    {
        var (coefficient, _) = ProductExpr.Split(product);
        var factors = product.Factors.Where(factor => factor is not ConstantExpr).ToLookup(factor => PowerExpr.Split(factor).Exponent > 0);
        var above = factors[true].Count() + (Math.Abs(coefficient) == 1 ? 0 : 1);
        var below = factors[false].Count();
        var powers = product.Factors.OfType<PowerExpr>().Sum(power => Math.Abs(power.Exponent) - 1L);
        return Math.Max(above - 1, 0) + Math.Max(below - 1, 0) + (below > 0 ? 1 : 0) + powers;
    }

    /// <summary>What a node is computed from; a product's powers are part of it.</summary>
    private static IEnumerable<Expr> Operands(Expr node) => node switch
    {
        SumExpr sum => sum.Terms.Select(WithoutSign),
        ProductExpr product => product.Factors.Select(factor => PowerExpr.Split(factor).Base),
        _ => node.Children,
    };

    private static Expr WithoutSign(Expr term) => ProductExpr.CoefficientOf(term) < 0 ? -term : term;

    private static int Widest(NetworkGraph graph, Operation operation) => operation.Operands.Select(name => graph.Values[name].Units).DefaultIfEmpty(1).Max();

    private static long OfSum(long terms, long each) => (terms * each) + Math.Max(terms - 1, 0);

    private static long OfAffine(Affine affine)
    {
        var units = Enumerable.Range(0, affine.Weights.To);
        return units.Sum(to => OfSum(Edges(affine.Weights, to), 1) + (affine.Biases is not null && Edges(affine.Weights, to) > 0 ? 1 : 0));
    }

    private static long OfInputGradient(Tensor weights) => weights.IsSparse
        ? Enumerable.Range(0, weights.From).Sum(from => OfSum(Enumerable.Range(0, weights.To).Count(to => weights.HasEdge(to, from)), 1))
        : weights.From * OfSum(weights.To, 1);

    private static long OfParameterGradient(AffineParameterGradient gradient) => (2L * gradient.Weights.Count) + (gradient.Biases is null ? 0 : gradient.Delta.Units);

    private static int Edges(Tensor weights, int to) => weights.IsSparse ? weights.Edges[to].Count(edge => edge == '#') : weights.From;
}
