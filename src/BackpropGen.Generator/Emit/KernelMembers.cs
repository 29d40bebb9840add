using System;

namespace BackpropGen.Generator.Emit;

/// <summary>Documentation and headings of the public members whose bodies are a kernel's own.</summary>
internal static class KernelMembers
{
    public static void Predict(EmitContext context, Action body) => context.Member(
        $"<summary>Computes the outputs for any number of rows, with {Names.Readable(context.Costs.ForwardFlops)} FLOPs each. May run on many threads at once.</summary>\n<param name=\"inputs\">rows × inputs.</param>\n<param name=\"outputs\">rows × outputs; overwritten.</param>",
        $"public void Predict({context.ReadOnlySpan} inputs, {context.Span} outputs)",
        body);

    public static void PredictClass(EmitContext context, Action body) => context.Member(
        "<summary>The index of the largest output for one row; for one output: 1 if it lies above the decision threshold, else 0.</summary>",
        $"public int PredictClass({context.ReadOnlySpan} input)",
        body);

    public static void ComputeLoss(EmitContext context, Action body)
    {
        context.Member(
            "<summary>The mean loss over the rows, in inference mode.</summary>",
            $"public {context.Type} ComputeLoss({TrainingSection.Data(context)}) => ComputeLoss(inputs, targets, default);");
        context.Member(
            "<summary>The loss Σ w ℓ / Σ w over the rows, in inference mode; without weights the mean.</summary>",
            $"public {context.Type} ComputeLoss({TrainingSection.WeightedData(context)})",
            body);
    }
}
