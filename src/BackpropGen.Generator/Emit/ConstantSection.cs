using System.Linq;

namespace BackpropGen.Generator.Emit;

/// <summary>The counts, as constants and for the interface.</summary>
internal static class ConstantSection
{
    public static void Emit(EmitContext context)
    {
        var tensors = context.Layers.Tensors.Select(tensor => $"{tensor.Notation} ({(tensor.From == 1 || tensor.IsSparse ? Names.Invariant(tensor.Count) : $"{tensor.To}×{tensor.From}")})").ToArray();
        var list = tensors.Length <= 12 ? string.Join(", ", tensors) : string.Join(", ", tensors.Take(11)) + ", …";
        context.Writer.Lines($"""
            /// <summary>Values the network takes for one row.</summary>
            public const int InputCount = {Names.Invariant(context.Spec.Inputs)};

            /// <summary>Values the network gives for one row.</summary>
            public const int OutputCount = {Names.Invariant(context.OutputCount)};

            /// <summary>Parameters in canonical order: {(list.Length == 0 ? "none" : list)}.</summary>
            public const int ParameterCount = {Names.Invariant(context.Layers.ParameterCount)};

            /// <summary>Bytes of all parameters.</summary>
            public const long ParameterBytes = {Names.Invariant(context.Costs.ParameterBytes)};

            /// <summary>Floating-point operations of a prediction of one row: + − × ÷, comparisons and calls of functions, one each.</summary>
            public const long ForwardFlops = {Names.Invariant(context.Costs.ForwardFlops)};
            """);
        if (!context.Spec.InferenceOnly)
        {
            context.Writer.Blank().Lines($"""
                /// <summary>Floating-point operations of a step of plain gradient descent on one row: forward, loss, backward, and the update, which a mini-batch takes once.</summary>
                public const long TrainStepFlops = {Names.Invariant(context.Costs.TrainStepFlops)};
                """);
        }
    }

    /// <summary>The interface's properties that stand beside constants of the same name.</summary>
    public static void EmitExplicit(EmitContext context)
    {
        var network = $"{Names.Library}INetwork<{context.Type}>";
        foreach (var count in new[] { "InputCount", "OutputCount", "ParameterCount" })
        {
            context.Writer.Blank();
            context.Writer.Lines(Names.Attributes);
            context.Writer.Lines($"int {network}.{count} => {count};");
        }

        context.Writer.Blank();
        context.Writer.Lines(Names.Attributes);
        context.Writer.Lines($"{Names.Library}NetworkDescription {network}.Description => Description;");
    }
}
