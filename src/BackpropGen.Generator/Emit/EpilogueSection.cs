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
    private readonly List<Formula> _formulas = new();

    public EpilogueSection(EmitContext context) => _context = context;

    /// <summary>The type of a formula, written by <see cref="Emit"/>, or of none; layers with the same function share one.</summary>
    public string Name(Fused? fused, NetworkGraph graph)
    {
        if (fused is null)
        {
            return $"{Names.Runtime}KeepValue<{_context.Type}>";
        }

        var pattern = Pattern(fused);
        var known = _formulas.FirstOrDefault(formula => formula.Pattern.Equals(pattern));
        if (known is null)
        {
            // the two modes may differ in one formula of the same value
            var name = Names.Matrix(fused.Result.Name);
            known = new Formula(_formulas.Any(formula => formula.Name == name) ? name + "InTraining" : name, pattern, fused, graph);
            _formulas.Add(known);
        }
        else if (known.Fused.Result.Name != fused.Result.Name)
        {
            known.Likewise.Add(fused.Result.Notation);
        }

        return Class + "." + known.Name;
    }

    /// <summary>What a formula reads besides the product: the two arguments of a kernel.</summary>
    public static string Operands(Fused? fused) => string.Join(", ", (fused?.Others.Select(Names.Matrix) ?? Enumerable.Empty<string>()).Concat(new[] { "default", "default" }).Take(2));

    /// <summary>The formula in a comment, behind that of its product.</summary>
    public string Then(Fused? fused) => fused is null ? "" : $", {fused.Result.Notation} = {_context.Print(fused.Epilogue.Formula)}";

    /// <summary>A formula with its variables named by what they are to the product, whatever the layer.</summary>
    private static Expr Pattern(Fused fused)
    {
        var names = fused.Others.Select((name, index) => (name, Expr.Variable("#" + Names.Invariant(index)))).Append((fused.Product.Result.Name, Expr.Variable("#product")));
        return fused.Epilogue.Formula.Substitute(names.ToDictionary(pair => pair.Item1, pair => (Expr)pair.Item2));
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
        writer.Block($"private static class {Class}", () => _formulas.ForEach(EmitFormula));
    }

    private void EmitFormula(Formula formula)
    {
        var fused = formula.Fused;
        var likewise = formula.Likewise.Count == 0 ? "" : "; likewise " + string.Join(", ", formula.Likewise.Distinct());
        var writer = _context.Writer;
        var others = fused.Others.ToArray();
        var parameters = others.Concat(new[] { "_", "__" }).Take(2).Select(parameter => "V " + parameter);
        writer.Blank();
        writer.Lines($"/// <summary>{fused.Result.Notation} = {Documentation.Escape(_context.Print(fused.Epilogue.Formula))}{likewise}</summary>");
        writer.Block($"internal readonly struct {formula.Name} : {Names.Runtime}IEpilogue<{_context.Type}>", () =>
        {
            writer.Lines($"public static int OperandCount => {Names.Invariant(others.Length)};");
            writer.Blank();
            writer.Lines("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
            writer.Block(
                $"public static V Apply<V>(V {fused.Product.Result.Name}, {string.Join(", ", parameters)})\n    where V : struct, {Names.Runtime}ILanes<V, {_context.Type}>",
                () => EmitBody(fused.Epilogue.Formula, formula.Graph));
        });
    }

    private void EmitBody(Expr formula, NetworkGraph graph)
    {
        var formulas = new VectorFormulas(_context, graph);
        formulas.Declare(new[] { formula });
        _context.Writer.Lines($"return {formulas.Print(formula)};");
    }

    /// <summary>A formula that is written once, under the names of the first layer that has it.</summary>
    private sealed record Formula(string Name, Expr Pattern, Fused Fused, NetworkGraph Graph)
    {
        public List<string> Likewise { get; } = new();
    }
}
