using System;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>A parameter tensor of a trace: a matrix [to, from] or a vector, and where its numbers stand in the canonical order.</summary>
/// <param name="layer">Its layer.</param>
/// <param name="description">The tensor.</param>
internal sealed class TracedTensor(LayerDescription layer, ParameterDescription description)
{
    /// <summary>The tensor.</summary>
    public ParameterDescription Description { get; } = description;

    /// <summary>Its layer.</summary>
    public LayerDescription Layer { get; } = layer;

    /// <summary>Whether it is a matrix of weights.</summary>
    public bool IsMatrix { get; } = description.Name == "weight";

    /// <summary>[to, from], or [units].</summary>
    public TraceShape Shape => IsMatrix ? TraceShape.Matrix(Layer.UnitCount, Layer.InputCount) : TraceShape.Units(Description.Count);

    /// <summary>Whether unit <paramref name="to"/> has an edge from <paramref name="from"/>.</summary>
    public bool HasEdge(int to, int from) => !IsMatrix || Layer.Connections is null || Layer.Connections[to][from] == '#';

    /// <summary>Where a number of the canonical order stands: <c>[to, from]</c>, <c>[unit]</c>.</summary>
    public string Place(int number)
    {
        int place = Layer.Connections is null || !IsMatrix ? number : Enumerable.Range(0, Shape.Count).Where(i => HasEdge(i / Shape.Columns, i % Shape.Columns)).ElementAt(number);
        return IsMatrix ? FormattableString.Invariant($"[{place / Shape.Columns}, {place % Shape.Columns}]") : FormattableString.Invariant($"[{place}]");
    }

    /// <summary>Present edges as a whole matrix, 0 elsewhere; vectors as they are.</summary>
    public T[] Spread<T>(ReadOnlySpan<T> canonical)
    {
        var values = new T[Shape.Count];
        int next = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (HasEdge(i / Shape.Columns, i % Shape.Columns))
            {
                values[i] = canonical[next++];
            }
        }

        return values;
    }

    /// <summary>The reverse of <see cref="Spread{T}"/>.</summary>
    public void Pack<T>(ReadOnlySpan<T> values, Span<T> canonical)
    {
        int next = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (HasEdge(i / Shape.Columns, i % Shape.Columns))
            {
                canonical[next++] = values[i];
            }
        }
    }
}

/// <summary>The gradient by a parameter tensor, and for weights the factors that it is made of.</summary>
/// <param name="Parameter">The tensor's values.</param>
/// <param name="Gradient">Its gradient.</param>
/// <param name="Tensor">Its place.</param>
/// <param name="Delta">δ; null for gains and shifts.</param>
/// <param name="NetByWeight">∂z/∂W: the values that the edges lead from; null for vectors.</param>
/// <param name="Factors">∂E/∂a and ∂a/∂z, whose product δ is; null where the layer has no activation of its own.</param>
internal sealed record TracedGradient<T>(
    TracedValue<T> Parameter, TracedValue<T> Gradient, TracedTensor Tensor, TracedValue<T>? Delta, TracedValue<T>? NetByWeight, (TracedValue<T> Error, TracedValue<T> Slope)? Factors)
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;
