using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>What changes the parameters and the running statistics.</summary>
internal static class UpdateSection
{
    /// <summary>Whether gradients are stored in another order than the canonical one.</summary>
    public static bool IsReordered(EmitContext context) => context.Layers.Tensors.Any(tensor => tensor.IsSparse || context.IsPacked(tensor));

    public static void Emit(EmitContext context)
    {
        context.Member(
            "<summary>All parameters at once, from gradients that were all computed before.</summary>",
            $"private void Update<TOptimizer>(TOptimizer optimizer, {Names.Library}UpdateOptions options, {context.Span} gradients)\n    where TOptimizer : struct, {Names.Library}IOptimizer<{context.Type}>",
            () =>
            {
                context.Writer.Lines("_optimizer.Begin(optimizer, options, this, gradients); // with penalty and limits, where there are any");
                foreach (var tensor in context.Layers.Tensors)
                {
                    var place = context.Plan.Gradients[tensor.Name];
                    var parameters = Names.Field(tensor) + (context.IsPacked(tensor) ? $".{context.StoredLayout}ToWrite" : "");
                    context.Writer.Lines(tensor.Frozen
                        ? $"// {tensor.Notation} is frozen"
                        : $"optimizer.Update({parameters}, {EmitContext.Slice("gradients", place)}, _optimizer.State({Names.Invariant(place.Start)}, {Names.Invariant(place.Length)}{(tensor.Role == TensorRole.Weight ? "" : ", isWeight: false")}));");
                }
            });
        EmitStatistics(context);
    }

    /// <summary>Before a pass: the gradients that it does not compute; a penalty may have added to them in the step before.</summary>
    public static void EmitZeroGradients(EmitContext context)
    {
        foreach (var tensor in context.Plan.WithoutGradient)
        {
            var clear = $"{EmitContext.Slice("gradients", context.Plan.Gradients[tensor.Name])}.Clear(); // {tensor.Notation} does not reach the output";
            if (context.Plan.FusesPlainDescent)
            {
                context.Writer.Block("if (!TUpdate.ReadsWeights)", () => context.Writer.Lines(clear));
                context.Writer.Blank();
            }
            else
            {
                context.Writer.Lines(clear);
            }
        }
    }

    /// <summary>After a pass whose loss may be anything: running statistics move only on a finite one.</summary>
    public static void EmitStatisticsCall(EmitContext context)
    {
        if (context.Plan.Inference.Graph.Statistics.Count > 0)
        {
            context.Writer.Block($"if ({context.Type}.IsFinite(loss))", () => EmitStatisticsUpdate(context));
            context.Writer.Blank();
        }
    }

    public static void EmitStatisticsUpdate(EmitContext context)
    {
        if (context.Plan.Inference.Graph.Statistics.Count > 0)
        {
            context.Writer.Lines("UpdateStatistics(rows);");
        }
    }

    private static void EmitStatistics(EmitContext context)
    {
        var training = context.Plan.Training!;
        if (training.Graph.Statistics.Count == 0)
        {
            return;
        }

        context.Member(
            "<summary>Running statistics ← 0.9 of themselves + 0.1 of the mini-batch's mean and unbiased variance.</summary>",
            "private void UpdateStatistics(int rows)",
            () =>
            {
                foreach (var statistic in training.Graph.Statistics)
                {
                    var fields = ParameterSection.StatisticFields(statistic).ToArray();
                    context.Writer.Lines($"{Names.Runtime}Workspace.Blend<{context.Type}>({fields[0]}, {Batch(training, statistic.Mean)}, 1);");
                    context.Writer.Lines($"{Names.Runtime}Workspace.Blend<{context.Type}>({fields[1]}, {Batch(training, statistic.Variance)}, rows / (rows - 1.0));");
                }
            });
    }

    private static string Batch(Program training, Value value)
    {
        var place = training.Arena[value.Name]!;
        return $"_arena!.Span.Slice({Names.Invariant(place.Start)}, {Names.Invariant(value.Units)})";
    }
}
