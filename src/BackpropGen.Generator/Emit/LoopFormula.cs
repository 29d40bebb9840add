using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>A formula over the units within a loop: kept in a register where the loop reads on, stored where something else does.</summary>
internal static class LoopFormula
{
    public static void Emit(SourceWriter writer, Program program, UnitLoop loop, Map map, string formula)
    {
        var name = map.Result.Name;
        var isStored = program.IsReadOutside(map.Result, new[] { loop });
        if (!isStored || loop.Members.Any(other => other.Operands.Contains(name)))
        {
            writer.Lines($"var {name} = {formula};");
            formula = name;
        }

        if (isStored)
        {
            writer.Lines($"V.Store({formula}, {Names.Matrix(name)}, i);");
        }
    }
}
