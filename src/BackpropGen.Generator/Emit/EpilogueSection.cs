using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>The formulas that matrix products apply to their results, each as a type, so that the JIT builds them into the kernel.</summary>
internal sealed class EpilogueSection
{
    private const string Class = "Formulas";

    private readonly EmitContext _context;
    private readonly List<(string Name, Fused Fused, NetworkGraph Graph)> _formulas = new();

    public EpilogueSection(EmitContext context) => _context = context;

    /// <summary>The type of a formula, written by <see cref="Emit"/>.</summary>
    public string Name(Fused fused, NetworkGraph graph)
    {
        var text = fused.ToString();
        var name = Names.Matrix(fused.Result.Name);
        var known = _formulas.FirstOrDefault(formula => formula.Fused.ToString() == text);
        if (known.Name is null)
        {
            // the two modes may differ in one formula of the same value
            known = (_formulas.Any(formula => formula.Name == name) ? name + "InTraining" : name, fused, graph);
            _formulas.Add(known);
        }

        return Class + "." + known.Name;
    }

    /// <summary>Writes all formulas that were asked for.</summary>
    public void Emit()
    {
        if (_formulas.Count == 0)
        {
            return;
        }

        var writer = _context.Writer;
        writer.Blank();
        writer.Lines("/// <summary>What matrix products do with each number before they store it.</summary>");
        writer.Lines(Names.Attributes);
        writer.Block($"private static class {Class}", () => _formulas.ForEach(formula => EmitFormula(formula.Name, formula.Fused, formula.Graph)));
    }

    private void EmitFormula(string name, Fused fused, NetworkGraph graph)
    {
        var writer = _context.Writer;
        var others = fused.Others.ToArray();
        var parameters = others.Concat(new[] { "_", "__" }).Take(2).Select(parameter => "V " + parameter);
        writer.Blank();
        writer.Lines($"/// <summary>{fused.Result.Notation} = {Documentation.Escape(_context.Print(fused.Epilogue.Formula))}</summary>");
        writer.Block($"internal readonly struct {name} : {Names.Runtime}IEpilogue<{_context.Type}>", () =>
        {
            writer.Lines($"public static int OperandCount => {Names.Invariant(others.Length)};");
            writer.Blank();
            writer.Lines("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
            writer.Block(
                $"public static V Apply<V>(V {fused.Product.Result.Name}, {string.Join(", ", parameters)})\n    where V : struct, {Names.Runtime}ILanes<V, {_context.Type}>",
                () => EmitBody(fused.Epilogue.Formula, graph));
        });
    }

    private void EmitBody(Expr formula, NetworkGraph graph)
    {
        var formulas = new VectorFormulas(_context, graph);
        formulas.Declare(new[] { formula });
        _context.Writer.Lines($"return {formulas.Print(formula)};");
    }
}
