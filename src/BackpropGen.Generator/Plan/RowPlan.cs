using System.Collections.Generic;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>Plain gradient descent on one row after the other: the same mathematics as a mini-batch of one, with each layer's update in its backward pass.</summary>
internal sealed class RowPlan
{
    public RowPlan(Program program, RowAffine? ahead)
    {
        Program = program;
        Ahead = ahead;
    }

    /// <summary>Sections <see cref="SectionKind.Forward"/> (with the loss) and <see cref="SectionKind.Backward"/>.</summary>
    public Program Program { get; }

    /// <summary>
    /// The product over the inputs that is computed in the pass which updates its weights for the row before, or null. Not part of the forward section then.
    /// </summary>
    public RowAffine? Ahead { get; }

    /// <summary>The layer whose inputs are copied to where vectors are whole, or null.</summary>
    public RowAffine? Padded => Ahead ?? Program[SectionKind.Forward].Operations.OfType<RowAffine>().FirstOrDefault(affine => affine.Layout == RowLayout.Rows && affine.Product.Source.Origin == Origin.Given);

    public override string ToString()
    {
        var text = new StringBuilder("one row, plain descent: arena of " + Program.Arena.TotalPerRow + " numbers\n");
        if (Ahead is not null)
        {
            text.Append("  ahead, while the weights are updated for the row before: ").Append(Ahead).Append('\n');
        }

        foreach (var section in Program.Sections)
        {
            text.Append("  ").Append(section.Kind).Append(", methods: ").Append(section.Methods.Count).Append('\n');
            foreach (var operation in section.Operations)
            {
                text.Append("    ").Append(operation).Append(" → ").Append(Program.Arena.Describe(operation.Result.Name)).Append('\n');
            }
        }

        return text.ToString();
    }
}
