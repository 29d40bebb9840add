using System;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Matrix products over all rows: calls of the runtime's register tiles, with the sizes and the formulas of this network.</summary>
internal sealed class ProductEmitter
{
    private const string Tiles = Names.Runtime + "Tiles.";

    private readonly EmitContext _context;
    private readonly NetworkGraph _graph;
    private readonly string _workers;

    public ProductEmitter(EmitContext context, Program program)
    {
        _context = context;
        _graph = program.Graph;
        _workers = context.Plan.SharesProducts(program) ? ", workers" : "";
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    public void Fused(Fused fused)
    {
        if (fused.Product is Affine affine)
        {
            Affine(affine, fused);
        }
        else
        {
            InputGradient((AffineInputGradient)fused.Product, fused);
        }
    }

    public void Affine(Affine affine, Fused? fused)
    {
        var weights = affine.Weights;
        var biases = affine.Biases is null ? "default" : Names.Field(affine.Biases);
        var plus = affine.Biases is null ? "" : " + " + affine.Biases.Notation;
        Writer.Lines($"// {affine.Result.Notation} = {weights.Notation} {affine.Source.Notation}{plus}{_context.Epilogues.Then(fused)}: rows × {weights.From} → {weights.To}");
        EmitProduct("Affine", affine, fused, affine.Source, $"{Names.Field(weights)}.Panels, {biases}", weights);
    }

    public void InputGradient(AffineInputGradient gradient, Fused? fused)
    {
        var weights = gradient.Weights;
        Writer.Lines($"// ∂E/∂{gradient.Source.Notation} = {gradient.Result.Notation}{_context.Epilogues.Then(fused)}: rows × {weights.To} → {weights.From}");
        EmitProduct("InputGradient", gradient, fused, gradient.Delta, $"{Names.Field(weights)}.Panels", weights);
    }

    /// <summary>A matrix product over register tiles, with the formula that each tile's numbers go through before they are stored.</summary>
    private void EmitProduct(string method, Operation product, Fused? fused, Value source, string parameters, Tensor weights)
    {
        var result = fused?.Result ?? product.Result;
        Writer.Lines($"{Tiles}{method}<{Type}, {_context.Epilogues.Name(fused, _graph)}>({Matrix(source)}, {Stride(source)}, {parameters}, {Matrix(result)}, {Stride(result)}, {EpilogueSection.Operands(fused)}, rows, {Names.Invariant(weights.From)}, {Names.Invariant(weights.To)}{_workers});");
    }

    public void ParameterGradient(AffineParameterGradient gradient)
    {
        var weights = gradient.Weights;
        var also = gradient.Biases is null ? "" : $", ∂E/∂{gradient.Biases.Notation} = Σ {gradient.Delta.Notation}";
        Writer.Lines($"// ∂E/∂{weights.Notation} = {gradient.Delta.Notation} {Notations.Transposed(gradient.Source.Notation)}{also}, over the rows");
        var shape = $"rows, {Names.Invariant(weights.From)}, {Names.Invariant(weights.To)}";
        EmitGradient(weights, (target, update) => $"{Tiles}WeightGradient<{Type}, {update.Type}>({Matrix(gradient.Delta)}, {Stride(gradient.Delta)}, {Matrix(gradient.Source)}, {Stride(gradient.Source)}, {target}, {shape}, {update.Value}{_workers});");
        if (weights.IsSparse)
        {
            Writer.Lines($"{Names.Edges(weights)}.ClearPanels<{Type}>({GradientRange(weights)});");
        }

        if (gradient.Biases is not null)
        {
            EmitGradient(gradient.Biases, (target, update) => $"{Tiles}BiasGradient<{Type}, {update.Type}>({Matrix(gradient.Delta)}, {Stride(gradient.Delta)}, {target}, rows, {Names.Invariant(weights.To)}, {update.Value}{_workers});");
        }
    }

    /// <summary>A gradient, either stored or added at once to what it belongs to: the method's update decides.</summary>
    private void EmitGradient(Tensor tensor, Func<string, (string Type, string Value), string> call)
    {
        var store = ($"{Names.Runtime}StoreGradient<{Type}>", "default");
        if (!_context.Plan.FusesPlainDescent)
        {
            Writer.Lines(call(GradientRange(tensor), store));
        }
        else if (tensor.Frozen)
        {
            // its gradient is only for those who ask for gradients
            Writer.Block("if (!TUpdate.ReadsWeights)", () => Writer.Lines(call(GradientRange(tensor), store)));
        }
        else
        {
            var place = _context.Plan.Gradients[tensor.Name];
            Writer.Lines(call($"{Names.Runtime}PlainDescent.Target<{Type}, TUpdate>({Names.Field(tensor)}, gradients, {Names.Invariant(place.Start)}, {Names.Invariant(place.Length)})", ("TUpdate", "update")));
        }
    }

    private string GradientRange(Tensor tensor) => EmitContext.Slice("gradients", _context.Plan.Gradients[tensor.Name]);

    private string Stride(Value value) => Names.Invariant(_context.Stride(value));

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
