using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Matrix products of one row, and updates in the same pass: calls of the runtime's kernels for single rows.</summary>
internal sealed class RowProductEmitter
{
    private const string Large = Names.Runtime + "RowKernels.";
    private const string Small = Names.Runtime + "SmallRowKernels.";

    private readonly EmitContext _context;
    private readonly Program _program;
    private readonly RowAffine? _ahead;

    public RowProductEmitter(EmitContext context, Program program, RowAffine? ahead)
    {
        _context = context;
        _program = program;
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
        var biases = product.Biases is null ? "default" : Names.Field(product.Biases);
        Writer.Lines($"{RowComments.Of(_context, affine)}, {Reason(affine)}");
        var method = affine.Layout == RowLayout.Columns ? "ColumnAffine" : "Affine";
        var weights = $"{Names.Field(product.Weights)}.{affine.Layout}";
        var scratch = affine.Layout == RowLayout.Columns && !affine.IsSmall ? ", scratch" : "";
        var kernel = $"{(affine.IsSmall ? Small : Large)}{method}{WithFormula(affine.Fused)}";
        Writer.Lines($"{kernel}({Source(product.Source)}, {weights}, {biases}, {Matrix(affine.Result)}{scratch}, {EpilogueSection.Operands(affine.Fused)}, {Shape(product.Weights)});");
    }

    private void Update(RowUpdate update)
    {
        var gradient = update.Gradient;
        var (weights, delta) = (gradient.Weights, gradient.Delta);
        Writer.Lines(RowComments.Of(_context, update));
        if (_ahead?.Product.Weights == weights)
        {
            UpdateAhead(update);
        }
        else if (update.Layout == RowLayout.Rows && update.Input is null)
        {
            Writer.Lines(PlainUpdate(update));
        }
        else
        {
            var method = (update.Layout == RowLayout.Columns ? "Column" : "") + (update.Input is null ? "Update" : "Backward");
            var result = update.Input is null ? "" : ", " + Matrix(update.Result);
            var scratch = update.Layout == RowLayout.Columns && !update.IsSmall ? ", scratch" : "";
            var skips = update.Layout == RowLayout.Columns && update.Input is not null && !update.IsSmall ? $", skipsIdle: {(update.SkipsIdle ? "true" : "false")}" : "";
            var takesFormula = update.IsSmall && update.Input is not null;
            var others = takesFormula ? ", " + EpilogueSection.Operands(update.Fused) : "";
            var kernel = $"{(update.IsSmall ? Small : Large)}{method}{(takesFormula ? WithFormula(update.Fused) : Types)}";
            Writer.Lines($"{kernel}({Matrix(delta)}, {Source(gradient.Source)}, {Names.Field(weights)}.{update.Layout}ToWrite, {Biases(gradient)}{result}{scratch}{others}, {Shape(weights)}{skips});");
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

    /// <summary>The type arguments of a kernel that applies a formula to what it computes.</summary>
    private string WithFormula(Fused? fused) =>
        $"<V, {_context.Type}, {_context.Epilogues.Name(fused, _program.Graph)}>";

    /// <summary>A value, or the caller's row where nothing needs a copy of it.</summary>
    private string Source(Value value) => _program.Arena[value.Name] is null ? "input" : Matrix(value);

    private static string Biases(AffineParameterGradient gradient) => gradient.Biases is { Frozen: false } ? Names.Field(gradient.Biases) : "default";

    private static string Reason(RowAffine affine) => (affine.Layout, affine.IsSmall) switch
    {
        (RowLayout.Rows, _) => "weights row by row",
        (_, true) => "weights column by column",
        _ => "weights column by column, those of inputs that are 0 skipped",
    };

    private static string Shape(Tensor weights) => $"{Names.Invariant(weights.From)}, {Names.Invariant(weights.To)}";

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
