using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <content>Products with weights, and what becomes of the gradients by them.</content>
internal sealed partial class UnrolledStatements
{
    private void EmitAffine(Affine affine)
    {
        Comment($"{affine.Result.Notation} = {Notation(affine)}");
        for (var to = 0; to < affine.Weights.To; to++)
        {
            DeclareSum($"{Local} {Elements(affine.Result)[to]}", Bias(affine, to), Products(affine, to, Elements(affine.Source)));
        }
    }

    /// <summary>W x + b as a formula.</summary>
    public static string Notation(Affine affine) => $"{affine.Weights.Notation} {affine.Source.Notation}{(affine.Biases is null ? "" : " + " + affine.Biases.Notation)}";

    /// <summary>The bias of a unit, or null.</summary>
    public static string? Bias(Affine affine, int to) => affine.Biases is { } biases ? $"{biases.Name}[{Names.Invariant(biases.Count == 1 ? 0 : to)}]" : null;

    /// <summary>The factors of a unit's dot product.</summary>
    public static IReadOnlyList<(string A, string B)> Products(Affine affine, int to, IReadOnlyList<string> source) => Enumerable.Range(0, affine.Weights.From)
        .Where(from => affine.Weights.HasEdge(to, from))
        .Select(from => (Weight(affine.Weights, to, from), source[from]))
        .ToArray();

    private void EmitInputGradient(AffineInputGradient gradient)
    {
        if (_choices.Folded.Contains(gradient.Result.Name))
        {
            _folded[gradient.Result.Name] = gradient; // written with the formula that it is a factor of
            return;
        }

        Comment($"∂E/∂{gradient.Source.Notation} = {gradient.Result.Notation}");
        for (var from = 0; from < gradient.Weights.From; from++)
        {
            DeclareSum($"{Local} {Elements(gradient.Result)[from]}", null, Products(gradient, from));
        }
    }

    private IReadOnlyList<(string A, string B)> Products(AffineInputGradient gradient, int from) => Enumerable.Range(0, gradient.Weights.To)
        .Where(to => gradient.Weights.HasEdge(to, from))
        .Select(to => (Weight(gradient.Weights, to, from), Elements(gradient.Delta)[to]))
        .ToArray();

    private void EmitParameterGradient(AffineParameterGradient gradient)
    {
        var (weights, biases) = (gradient.Weights, gradient.Biases);
        var (delta, source) = (Elements(gradient.Delta), Elements(gradient.Source));
        var product = $"{gradient.Delta.Notation} {Notations.Transposed(gradient.Source.Notation)}";
        Comment(GradientNotation(weights, product) + (biases is null ? "" : ", " + GradientNotation(biases, (biases.Count < weights.To ? "Σ " : "") + gradient.Delta.Notation)));
        for (var to = 0; to < weights.To; to++)
        {
            foreach (var from in Enumerable.Range(0, weights.From).Where(from => weights.HasEdge(to, from)))
            {
                Accumulate(weights, (to * weights.From) + from, delta[to], source[from]);
            }
        }

        for (var to = 0; biases is not null && to < weights.To; to++)
        {
            Accumulate(biases, biases.Count == 1 ? 0 : to, delta[to]);
        }
    }

    /// <summary>(Wᵀ δ) f′ as Σ (w f′) δ.</summary>
    private void EmitFolded(Expr formula, AffineInputGradient gradient, string result, int index)
    {
        var slope = "slope_" + result;
        var factors = ProductExpr.FactorsOf(formula).Where(factor => !factor.Equals(gradient.Result.Variable));
        Writer.Lines($"{Local} {slope} = {Shared(ProductExpr.Of(factors), result, index)};");
        DeclareSum($"{Local} {result}", null, Products(gradient, index).Select(product => ($"{product.A} * {slope}", product.B)).ToArray());
    }

    private string Maximum => _context.MathClass + ".Max";

    private string Function(string name) => (_context.Spec.IsDouble ? _context.MathClass + "." : Names.Runtime + "Functions.") + name;

    /// <summary>A sum of products and what they are added to; a later bias comes last where the order decides the bits.</summary>
    private void DeclareSum(string declaration, string? first, IReadOnlyList<(string A, string B)> products)
    {
        if (!_choices.IsFused || products.Count == 0)
        {
            var terms = products.Select(product => $"{product.A} * {product.B}");
            Declare(declaration, (first is null ? terms : terms.Append(first)).ToArray());
            return;
        }

        var name = declaration.Substring(declaration.IndexOf(' ') + 1);
        for (var start = 0; start < products.Count; start += UnrolledSums.TermsPerStatement)
        {
            var sum = UnrolledSums.Fused(start == 0 ? first : name, products.Skip(start).Take(UnrolledSums.TermsPerStatement).ToArray());
            Writer.Lines($"{(start == 0 ? declaration : name)} = {sum};");
        }
    }

    private void Declare(string declaration, IReadOnlyList<string> terms)
    {
        const int Count = UnrolledSums.TermsPerStatement;
        Writer.Lines($"{declaration} = {(terms.Count == 0 ? "0" : string.Join(" + ", terms.Take(Count)))};");
        for (var start = Count; start < terms.Count; start += Count)
        {
            Writer.Lines($"{declaration.Substring(declaration.IndexOf(' ') + 1)} += {string.Join(" + ", terms.Skip(start).Take(Count))};");
        }
    }

    /// <summary>What is done with a gradient, as a formula.</summary>
    private string GradientNotation(Tensor tensor, string gradient) => (_sink, tensor.Frozen) switch
    {
        (UnrolledSink.Sum, _) => $"∂E/∂{tensor.Notation} = {gradient}",
        (_, true) => $"{tensor.Notation} is frozen",
        (UnrolledSink.FusedDescent, _) => $"{tensor.Notation} ← {tensor.Notation} + {gradient}",
        _ => $"{tensor.Notation} ← {tensor.Notation} − η {gradient}",
    };

    private void Accumulate(Tensor tensor, int index, string amount, string? factor = null)
    {
        var parameter = $"{tensor.Name}[{Names.Invariant(index)}]";
        var product = factor is null ? amount : $"{amount} * {factor}";
        if (_sink == UnrolledSink.Sum)
        {
            Writer.Lines($"gradients[{Names.Invariant(tensor.StorageOffset + index)}] += {product};");
        }
        else if (!tensor.Frozen)
        {
            Writer.Lines((_sink, factor) switch
            {
                (UnrolledSink.Descent, _) => $"{parameter} -= learningRate * {(product.Contains(' ') ? $"({product})" : product)};",
                (_, null) => $"{parameter} += {amount};",
                _ => $"{parameter} = {parameter}.AddProduct({amount}, {factor});",
            });
        }
    }

    private static string Weight(Tensor weights, int to, int from) => $"{weights.Name}[{Names.Invariant((to * weights.From) + from)}]";
}
