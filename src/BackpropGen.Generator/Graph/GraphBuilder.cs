using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>Stage 2: a valid spec becomes typed forward operations with resolved shapes, for training or for inference.</summary>
internal sealed class GraphBuilder
{
    /// <summary>What each kind of layer is made of. A new kind is one row here and one file.</summary>
    private static readonly Dictionary<LayerKind, Func<GraphBuilder, Layer, Value, Value>> Rules = new()
    {
        [LayerKind.Dense] = DenseLayer.Build,
        [LayerKind.Activate] = ActivateLayer.Build,
        [LayerKind.Add] = SumLayer.Build,
        [LayerKind.Concat] = (_, _, source) => source,
        [LayerKind.Dropout] = DropoutLayer.Build,
        [LayerKind.LayerNorm] = LayerNormLayer.Build,
        [LayerKind.BatchNorm] = BatchNormLayer.Build,
    };

    private readonly Dictionary<int, Value> _outputs = new();

    private GraphBuilder(NetworkSpec spec, LayerTable layers, bool training) => Graph = new NetworkGraph(spec, layers, training);

    public NetworkGraph Graph { get; }

    /// <summary>The graph of a valid spec.</summary>
    public static NetworkGraph Build(NetworkSpec spec, LayerTable layers, bool training)
    {
        var builder = new GraphBuilder(spec, layers, training);
        builder.AddGiven();
        foreach (var index in layers.Order)
        {
            builder.AddOperations(layers.Layers[index]);
        }

        builder.Graph.Output = builder._outputs[spec.Layers.Count - 1];
        if (!spec.InferenceOnly)
        {
            LossBuilder.Build(builder.Graph);
        }

        return builder.Graph;
    }

    /// <summary>Whether a layer is the network's output, whose value is called o.</summary>
    public bool IsOutput(Layer layer) => layer.Index == Graph.Spec.Layers.Count - 1;

    /// <summary>The outputs of a layer's sources.</summary>
    public IReadOnlyList<Value> Sources(Layer layer) => layer.Sources.Select(source => _outputs[source]).ToArray();

    /// <summary>A new value of a layer: <c>a1</c>, a¹; or the output, <c>o</c>, where it ends the last layer.</summary>
    public Value NewValue(Layer layer, string prefix, Extent extent = Extent.Elements, bool endsLayer = false)
    {
        var isOutput = endsLayer && IsOutput(layer);
        var units = extent is Extent.Elements or Extent.Unit ? layer.Units : 1;
        return Graph.Add(isOutput
            ? new Value("o", "o", extent, units)
            : new Value(prefix + layer.Number, prefix + Notations.Superscript(layer.Number), extent, units));
    }

    /// <summary>Appends an operation and gives its result.</summary>
    public Value Append(Operation operation)
    {
        Graph.Forward.Add(operation);
        return operation.Result;
    }

    /// <summary>a = f(z); nothing for the identity.</summary>
    public Value Activate(Layer layer, Value z, string prefix)
    {
        if (Activations.IsIdentity(layer.Spec))
        {
            return z;
        }

        var row = Activations.Of(layer.Spec);
        var substitution = row.NeedsLogSumExp
            ? SoftmaxArguments.Append(Graph, Graph.Forward, z, (prefix == "a" ? "" : prefix) + layer.Number, Notations.Superscript(layer.Number))
            : new Dictionary<string, Expr> { [ActivationTable.Argument] = z.Variable };
        foreach (var tensor in layer.Tensors.Where(tensor => tensor.Role == TensorRole.Activation))
        {
            substitution.Add(tensor.Function!.Spec.Variable, Parameter(tensor).Variable);
        }

        return Append(new Map(NewValue(layer, prefix, endsLayer: true), row.Formula.Substitute(substitution)));
    }

    /// <summary>Parameters that formulas read: those of normalisations and of activations.</summary>
    public Value Parameter(Tensor tensor) =>
        Graph.Add(new Value(tensor.Name, tensor.Notation, tensor.Extent, tensor.To, Origin.Parameter));

    private void AddGiven()
    {
        var spec = Graph.Spec;
        var outputs = Graph.Layers.Width(spec.Layers.Count - 1);
        Graph.Input = _outputs[-1] = Graph.Add(new Value("x", "x", Extent.Elements, spec.Inputs, Origin.Given));
        Graph.Target = Graph.Add(new Value("t", "t", Extent.Elements, outputs, Origin.Given));
        var mean = LossBuilder.IsMean(spec);
        Graph.Scale = Graph.Add(new Value("scale", mean && outputs > 1 ? $"1/({outputs} rows)" : "1/rows", Extent.Scalar, 1, Origin.Given));
        Graph.Add(new Value("inverseRows", "1/rows", Extent.Scalar, 1, Origin.Given));
    }

    private void AddOperations(Layer layer)
    {
        var first = Graph.Forward.Count;
        var sources = Sources(layer);
        var source = sources[0];
        if (sources.Count > 1 && layer.Spec.Kind != LayerKind.Add)
        {
            var isOutput = layer.Spec.Kind == LayerKind.Concat && IsOutput(layer);
            var prefix = layer.Spec.Kind == LayerKind.Concat ? "c" : layer.Spec.Kind.ToString().ToLowerInvariant() + "Inputs";
            var (name, notation) = isOutput ? ("o", "o") : (prefix + layer.Number, prefix + Notations.Superscript(layer.Number));
            var result = Graph.Add(new Value(name, notation, Extent.Elements, layer.InputUnits));
            source = Append(new Concatenation(result, new EquatableArray<Value>(sources)));
        }

        _outputs[layer.Index] = Rules[layer.Spec.Kind](this, layer, source);
        Graph.Forward.Skip(first).ToList().ForEach(operation => Graph.Own(operation, layer.Index));
    }
}
