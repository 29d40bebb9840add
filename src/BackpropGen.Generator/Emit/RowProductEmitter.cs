using System;
using System.Collections.Generic;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Matrix products of one row, and updates in the same pass: calls of the runtime's kernels for single rows.</summary>
internal sealed class RowProductEmitter
{
    private const string Large = Names.Runtime + "RowKernels.";
    private const string Small = Names.Runtime + "SmallRowKernels.";

    private readonly EmitContext _context;
    private readonly RowAffine? _ahead;

    public RowProductEmitter(EmitContext context, RowAffine? ahead)
    {
        _context = context;
        _ahead = ahead;
    }

    private SourceWriter Writer => _context.Writer;

    private string Types => $"<V, {_context.Type}>";

    /// <summary>How each kind of product is written.</summary>
    public IReadOnlyDictionary<Type, Action<Operation>> Emitters => new Dictionary<Type, Action<Operation>>
    {
        [typeof(RowCopy)] = operation => Copy((RowCopy)operation),
        [typeof(RowAffine)] = operation => Affine((RowAffine)operation),
        [typeof(RowUpdate)] = operation => Update((RowUpdate)operation),
    };

    public void Copy(RowCopy copy)
    {
        Writer.Lines($"// {copy.Result.Notation} with room for whole vectors");
        Writer.Lines($"{Large}CopyRow{Types}({Caller(copy)}, {Matrix(copy.Result)});");
    }

    /// <summary>The parameter that is copied.</summary>
    public static string Caller(RowCopy copy) => copy.Result.Name == "x" ? "input" : "target";

    public void Affine(RowAffine affine)
    {
        var product = affine.Product;
        var plus = product.Biases is null ? "" : " + " + product.Biases.Notation;
        var biases = product.Biases is null ? "default" : Names.Field(product.Biases);
        Writer.Lines($"// {product.Result.Notation} = {product.Weights.Notation} {product.Source.Notation}{plus}: {Sizes(product.Weights)}, {Reason(affine)}");
        if (affine.Layout == RowLayout.Panels)
        {
            Writer.Lines($"{Kernels(affine.IsSmall)}PanelAffine{Types}({Matrix(product.Source)}, {Names.Field(product.Weights)}.Panels, {biases}, {Matrix(product.Result)}{Scratch(affine.IsSmall)}, {Shape(product.Weights)});");
            return;
        }

        Writer.Lines($"{Kernels(affine.IsSmall)}Affine{Types}({Matrix(product.Source)}, {Names.Field(product.Weights)}.Rows, {biases}, {Matrix(product.Result)}, {Shape(product.Weights)});");
    }

    private void Update(RowUpdate update)
    {
        var gradient = update.Gradient;
        var (weights, delta) = (gradient.Weights, gradient.Delta);
        var bias = gradient.Biases is { Frozen: false } ? $", {gradient.Biases.Notation} += {delta.Notation}" : "";
        var before = update.Input is null ? "" : $"{update.Input.Result.Notation} from the old weights, then ";
        Writer.Lines($"// {before}{weights.Notation} += {delta.Notation} {Notations.Transposed(gradient.Source.Notation)}{bias}, with −η in {delta.Notation}");
        if (_ahead?.Product.Weights == weights)
        {
            UpdateAhead(update);
        }
        else if (update.Layout == RowLayout.Panels)
        {
            Writer.Lines(update.Input is null
                ? $"{Kernels(update.IsSmall)}PanelUpdate{Types}({Matrix(delta)}, {Matrix(gradient.Source)}, {Names.Field(weights)}.PanelsToWrite, {Biases(gradient)}{Scratch(update.IsSmall)}, {Shape(weights)});"
                : $"{Kernels(update.IsSmall)}PanelBackward{Types}({Matrix(delta)}, {Matrix(gradient.Source)}, {Names.Field(weights)}.PanelsToWrite, {Biases(gradient)}, {Matrix(update.Input.Result)}{Scratch(update.IsSmall)}, {Shape(weights)}{(update.IsSmall ? "" : $", skipsIdle: {(update.SkipsIdle ? "true" : "false")}")});");
        }
        else
        {
            Writer.Lines(update.Input is null
                ? PlainUpdate(update)
                : $"{Kernels(update.IsSmall)}Backward{Types}({Matrix(delta)}, {Matrix(gradient.Source)}, {Names.Field(weights)}.RowsToWrite, {Biases(gradient)}, {Matrix(update.Input.Result)}, {Shape(weights)});");
        }
    }

    private string PlainUpdate(RowUpdate update)
    {
        var gradient = update.Gradient;
        return $"{Large}Update{Types}({Matrix(gradient.Delta)}, {Matrix(gradient.Source)}, {Names.Field(gradient.Weights)}.RowsToWrite, {Biases(gradient)}, scratch, {Shape(gradient.Weights)});";
    }

    /// <summary>The update, with the next row's product in the same pass over the weights.</summary>
    private void UpdateAhead(RowUpdate update)
    {
        var (weights, delta, ahead) = (update.Gradient.Weights, update.Gradient.Delta, _ahead!.Product);
        var biases = ahead.Biases is null ? "default" : Names.Field(ahead.Biases);
        var updatesBias = ahead.Biases is { Frozen: false } ? "true" : "false";
        Writer.Block("if (next.IsEmpty)", () => Writer.Lines(PlainUpdate(update)));
        Writer.Block("else", () => Writer.Lines($"""
            // the next row's {ahead.Result.Notation} in the same pass over {weights.Notation}
            {Large}CopyRow{Types}(next, NextX);
            {Large}UpdateThenAffine{Types}({Matrix(delta)}, X, {Names.Field(weights)}.RowsToWrite, {biases}, NextX, {Matrix(ahead.Result)}, scratch, {Shape(weights)}, updatesBias: {updatesBias});
            NextX.CopyTo(X);
            """));
    }

    private static string Kernels(bool isSmall) => isSmall ? Small : Large;

    private static string Scratch(bool isSmall) => isSmall ? "" : ", scratch";

    private static string Biases(AffineParameterGradient gradient) => gradient.Biases is { Frozen: false } ? Names.Field(gradient.Biases) : "default";

    private static string Reason(RowAffine affine) => (affine.Layout, affine.IsSmall) switch
    {
        (RowLayout.Rows, _) => "weights row by row",
        (_, true) => "weights in a panel",
        _ => "weights in panels, where inputs that are 0 are skipped",
    };

    private static string Sizes(Tensor weights) => $"{weights.From} → {weights.To}";

    private static string Shape(Tensor weights) => $"{Names.Invariant(weights.From)}, {Names.Invariant(weights.To)}";

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
