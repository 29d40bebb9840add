using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>Where the parameters live, their first values, and getting and setting them in canonical order.</summary>
internal static class ParameterSection
{
    public static void Emit(EmitContext context, IKernelEmitter kernel)
    {
        EmitFields(context);
        kernel.EmitFields();
        EmitConstructors(context);
        EmitInitialize(context);
        EmitCopies(context);
        EmitStatistics(context);
    }

    /// <summary>Fields of running statistics: mean, then variance, of each batch normalisation.</summary>
    public static IEnumerable<string> StatisticFields(RunningStatistic statistic) =>
        new[] { "_mean" + Names.Invariant(statistic.Number), "_variance" + Names.Invariant(statistic.Number) };

    private static void EmitFields(EmitContext context)
    {
        context.Writer.Blank();
        foreach (var tensor in context.Layers.Tensors)
        {
            context.Writer.Lines(context.IsPacked(tensor)
                ? $"private readonly {Names.Runtime}PackedWeights<{context.Type}> {Names.Field(tensor)} = new(new {context.Type}[{Names.Invariant(tensor.StorageCount)}], {Names.Invariant(tensor.To)}, {Names.Invariant(tensor.From)});{Remark(tensor)}"
                : $"private readonly {context.Type}[] {Names.Field(tensor)} = new {context.Type}[{Names.Invariant(tensor.StorageCount)}];{Remark(tensor)}");
            if (tensor.IsSparse)
            {
                context.Writer.Lines($"private static readonly {Names.Runtime}EdgeMask {Names.Edges(tensor)} = new({Names.Invariant(tensor.From)}, {string.Join(", ", tensor.Edges.Select(row => $"\"{row}\""))});");
            }
        }

        foreach (var statistic in context.Plan.Inference.Graph.Statistics)
        {
            foreach (var field in StatisticFields(statistic))
            {
                context.Writer.Lines($"private readonly {context.Type}[] {field} = new {context.Type}[{Names.Invariant(statistic.Units)}]; // running");
            }
        }
    }

    private static string Remark(Tensor tensor)
    {
        var shape = tensor.Role == TensorRole.Weight ? $" // {tensor.Notation}[to, from]" : $" // {tensor.Notation}";
        return shape + (tensor.IsSparse ? ", absent edges are 0" : "") + (tensor.Frozen ? ", frozen" : "");
    }

    private static void EmitConstructors(EmitContext context)
    {
        var name = context.Spec.Name;
        context.Member("<summary>A network with the first values of seed 0.</summary>", $"public {name}()\n    : this(0UL)", () => { });
        context.Member("<summary>A network with the first values that belong to a seed.</summary>", $"public {name}(ulong seed)", () =>
        {
            ViewSection.EmitCreation(context);
            context.Writer.Lines("Initialize(seed);");
        });
    }

    private static void EmitInitialize(EmitContext context) => context.Member(
        "<summary>Gives all parameters the first values that belong to a seed: the same on every machine.</summary>",
        "public void Initialize(ulong seed)",
        () =>
        {
            foreach (var layer in context.Layers.Layers)
            {
                EmitLayer(context, layer);
            }

            foreach (var statistic in context.Plan.Inference.Graph.Statistics)
            {
                var fields = StatisticFields(statistic).ToArray();
                context.Writer.Lines($"global::System.Array.Clear({fields[0]});");
                context.Writer.Lines($"global::System.Array.Fill({fields[1]}, 1);");
            }

            if (!context.Spec.InferenceOnly)
            {
                context.Writer.Lines("_random = new(seed, 0);");
                context.Writer.Lines("_optimizer.Reset();");
            }
        });

    private static void EmitLayer(EmitContext context, Layer layer)
    {
        var initializer = $"{Names.Library}Initializer.{InitializerChoice.Resolve(layer.Spec)}";
        foreach (var tensor in layer.Tensors)
        {
            var sizes = $"seed, {Names.Invariant(layer.Index)}, {Names.Invariant(layer.InputUnits)}, {Names.Invariant(layer.Units)}";
            var edges = layer.TensorOf(TensorRole.Weight) is { IsSparse: true } weights ? Names.Edges(weights) : "null";
            context.Writer.Lines(tensor.Role switch
            {
                TensorRole.Weight => $"{Names.Runtime}Initialization.Weights<{context.Type}>({context.Write(tensor)}, {initializer}, {sizes}, {edges});",
                TensorRole.Bias => $"{Names.Runtime}Initialization.Biases<{context.Type}>({Names.Field(tensor)}, {initializer}, {sizes}, {edges});",
                TensorRole.Gain => $"global::System.Array.Fill({Names.Field(tensor)}, 1);",
                TensorRole.Activation => $"global::System.Array.Fill({Names.Field(tensor)}, {Dialect.Of(context.Spec.IsDouble, isVector: false).Literal(tensor.Function!.Spec.Initial)});",
                _ => $"global::System.Array.Clear({Names.Field(tensor)});",
            });
        }
    }

    private static void EmitCopies(EmitContext context)
    {
        context.Member(
            "<summary>Copies all parameters in canonical order.</summary>\n<param name=\"destination\"><see cref=\"ParameterCount\"/> values.</param>",
            $"public void GetParameters({context.Span} destination)",
            () =>
            {
                context.Writer.Lines($"{Names.Runtime}Check.Length(destination, ParameterCount, nameof(destination));");
                foreach (var tensor in context.Layers.Tensors)
                {
                    var range = Range("destination", tensor.CanonicalOffset, tensor.Count);
                    context.Writer.Lines(tensor.IsSparse
                        ? $"{Names.Edges(tensor)}.Pack<{context.Type}>({context.Read(tensor)}, {range});"
                        : context.IsPacked(tensor) ? $"{context.Read(tensor)}.CopyTo({range});" : $"new {context.ReadOnlySpan}({Names.Field(tensor)}).CopyTo({range});");
                }
            });
        context.Member(
            "<summary>Sets all parameters, in canonical order.</summary>\n<param name=\"source\"><see cref=\"ParameterCount\"/> values.</param>",
            $"public void SetParameters({context.ReadOnlySpan} source)",
            () =>
            {
                context.Writer.Lines($"{Names.Runtime}Check.Length(source, ParameterCount, nameof(source));");
                foreach (var tensor in context.Layers.Tensors)
                {
                    var range = Range("source", tensor.CanonicalOffset, tensor.Count);
                    context.Writer.Lines(tensor.IsSparse
                        ? $"{Names.Edges(tensor)}.Unpack<{context.Type}>({range}, {context.Write(tensor)});"
                        : $"{range}.CopyTo({context.Write(tensor)});");
                }
            });
    }

    private static void EmitStatistics(EmitContext context)
    {
        var statistics = context.Plan.Inference.Graph.Statistics;
        var count = statistics.Sum(statistic => 2 * statistic.Units);
        context.Member("<summary>Running statistics of batch normalisation.</summary>", $"public int StatisticCount => {Names.Invariant(count)};");
        foreach (var (summary, heading, name) in new[]
        {
            ("Copies the running statistics: mean, then variance, of each batch normalisation.", $"public void GetStatistics({context.Span} destination)", "destination"),
            ("Sets the running statistics.", $"public void SetStatistics({context.ReadOnlySpan} source)", "source"),
        })
        {
            context.Member($"<summary>{summary}</summary>\n<param name=\"{name}\"><see cref=\"StatisticCount\"/> values.</param>", heading, () =>
            {
                context.Writer.Lines($"{Names.Runtime}Check.Length({name}, {Names.Invariant(count)}, nameof({name}));");
                foreach (var statistic in statistics)
                {
                    foreach (var (field, index) in StatisticFields(statistic).Select((field, index) => (field, index)))
                    {
                        var range = Range(name, statistic.Offset + (index * statistic.Units), statistic.Units);
                        context.Writer.Lines(name == "source" ? $"{range}.CopyTo({field});" : $"new {context.ReadOnlySpan}({field}).CopyTo({range});");
                    }
                }
            });
        }
    }

    private static string Range(string span, int start, int count) => $"{span}.Slice({Names.Invariant(start)}, {Names.Invariant(count)})";
}
