using System.Linq;
using System.Text;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>
/// Single rows: prediction, and plain gradient descent on one row after the other. The same mathematics as a mini-batch of one, by kernels for single rows, and with each layer's
/// update in its backward pass.
/// </summary>
/// <param name="Inference">Section <see cref="SectionKind.Forward"/>; the same object as <paramref name="Training"/> where the two modes do not differ.</param>
/// <param name="Training">
/// Sections <see cref="SectionKind.Forward"/>, <see cref="SectionKind.RowLosses"/> and <see cref="SectionKind.Backward"/>; null where descent has no such kernels.
/// </param>
/// <param name="Ahead">The product over the inputs that training computes in the pass which updates its weights for the row before, or null. In no section then.</param>
/// <param name="Registers">The same by values in registers, where all layers fit into them; or null.</param>
internal sealed record RowPlan(Program Inference, Program? Training, RowAffine? Ahead, RegisterPlan? Registers)
{
    /// <summary>Whether a program's product over the inputs stands outside of its sections.</summary>
    public bool IsAhead(Program program) => Ahead is not null && ReferenceEquals(program, Training);

    public override string ToString()
    {
        var text = new StringBuilder();
        if (Training is null || !ReferenceEquals(Training, Inference))
        {
            Append(text, "one row, inference", Inference);
        }

        if (Training is not null)
        {
            Append(text, "one row, plain descent", Training);
        }

        return text.Append(Registers).ToString();
    }

    private void Append(StringBuilder text, string mode, Program program)
    {
        text.Append(mode).Append(": arena of ").Append(program.Arena.FixedUnits + program.Arena.TotalPerRow).Append(" numbers\n");
        if (IsAhead(program))
        {
            text.Append("  while the weights are updated for the row before: ").Append(Ahead).Append('\n');
        }

        foreach (var section in program.Sections)
        {
            text.Append("  ").Append(section.Kind).Append(", methods: ").Append(section.Methods.Count).Append('\n');
            foreach (var operation in section.Operations)
            {
                text.Append("    ").Append(operation).Append(" → ").Append(program.Arena.Describe(operation.Result.Name)).Append('\n');
            }
        }
    }
}
