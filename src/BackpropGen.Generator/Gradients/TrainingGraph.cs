using System.Collections.Generic;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Gradients;

/// <summary>A graph with its backward pass.</summary>
internal sealed class TrainingGraph
{
    public TrainingGraph(NetworkGraph graph, IReadOnlyList<Operation> backward, IReadOnlyList<Operation> inputBackward, Value inputGradient, Derivation derivation)
    {
        Derivation = derivation;
        Graph = graph;
        Backward = backward;
        InputBackward = inputBackward;
        InputGradient = inputGradient;
    }

    public NetworkGraph Graph { get; }

    /// <summary>The backward pass as it was derived.</summary>
    public Derivation Derivation { get; }

    /// <summary>What the gradients of the parameters need, in order.</summary>
    public IReadOnlyList<Operation> Backward { get; }

    /// <summary>What only the gradient by the inputs needs, to follow <see cref="Backward"/>.</summary>
    public IReadOnlyList<Operation> InputBackward { get; }

    /// <summary>∂E/∂x, computed by <see cref="InputBackward"/>.</summary>
    public Value InputGradient { get; }

    /// <summary>Graph and backward pass as text, one operation a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Graph.ToString());
        text.Append("backward\n");
        Backward.ToList().ForEach(operation => text.Append("  ").Append(operation).Append('\n'));
        text.Append("backward to the inputs\n");
        InputBackward.ToList().ForEach(operation => text.Append("  ").Append(operation).Append('\n'));
        return text.ToString();
    }
}
