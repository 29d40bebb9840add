using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Prediction of many rows: as many side by side as a vector has lanes, each value of the network one vector.</summary>
internal sealed class UnrolledLanes
{
    private readonly EmitContext _context;
    private readonly Program _program;

    public UnrolledLanes(EmitContext context)
    {
        _context = context;
        _program = context.Plan.Inference;
    }

    private SourceWriter Writer => _context.Writer;

    private string Parameters => $"{_context.ReadOnlySpan} inputs, {_context.Span} outputs, int rows";

    public void Emit()
    {
        const string Intrinsics = "global::System.Runtime.Intrinsics.";
        string Call(int bits) => $"ForwardInLanes<{Names.Runtime}Lanes{Names.Invariant(bits)}<{_context.Type}>>(inputs, outputs, rows)";
        _context.Member(
            "<summary>Forward pass of many rows in the hardware's widest vectors.</summary>\n<returns>How many rows that were: the rest fills no vector.</returns>",
            $"private int ForwardInLanes({Parameters}) =>\n    {Intrinsics}Vector512.IsHardwareAccelerated ? {Call(512)}\n    : {Intrinsics}Vector256.IsHardwareAccelerated ? {Call(256)}\n    : {Call(128)};");
        _context.Member(
            "<summary>The same in vectors V: a row a lane.</summary>",
            $"{UnrolledDescent.Optimised}private int ForwardInLanes<V>({Parameters})\n    where V : struct, {Names.Runtime}ILanes<V, {_context.Type}>",
            () =>
            {
                var statements = new UnrolledStatements(_context, _program.Graph, inLanes: true);
                var operations = _program[SectionKind.Forward].Operations.ToArray();
                statements.DeclareArrays(operations, Enumerable.Empty<string>());
                Writer.Lines($"""
                    // as long as the caller found them to be: rows × InputCount and rows × OutputCount
                    ref {_context.Type} input = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(inputs);
                    ref {_context.Type} output = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(outputs);
                    int row = 0;
                    """);
                Writer.Block("for (; row <= rows - V.Count; row += V.Count)", () =>
                {
                    EmitLoads(statements.Elements(_program.Graph.Input));
                    statements.Emit(operations);
                    Writer.Blank();
                    EmitStores(statements.Elements(_program.Graph.Output));
                });
                Writer.Blank().Lines("return row;");
            });
    }

    private void EmitLoads(IReadOnlyList<string> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            var load = inputs.Count switch
            {
                1 => "V.Load(ref input, row)",
                2 => $"{Names.Runtime}RowLanes.Load{(i == 0 ? "Even" : "Odd")}<V>(ref input, row * InputCount)",
                _ => $"{Names.Runtime}RowLanes.LoadColumn<V>(ref input, {Column("InputCount", i)}, InputCount)",
            };
            Writer.Lines($"V {inputs[i]} = {load};");
        }
    }

    private void EmitStores(IReadOnlyList<string> outputs)
    {
        if (outputs.Count == 2)
        {
            Writer.Lines($"{Names.Runtime}RowLanes.StorePairs({outputs[0]}, {outputs[1]}, ref output, row * OutputCount);");
            return;
        }

        for (var i = 0; i < outputs.Count; i++)
        {
            Writer.Lines(outputs.Count == 1
                ? $"V.Store({outputs[i]}, ref output, row);"
                : $"{Names.Runtime}RowLanes.StoreColumn({outputs[i]}, ref output, {Column("OutputCount", i)}, OutputCount);");
        }
    }

    private static string Column(string count, int index) => $"row * {count}" + (index == 0 ? "" : " + " + Names.Invariant(index));
}
