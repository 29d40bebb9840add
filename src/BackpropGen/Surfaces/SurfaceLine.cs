using System;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>An axis in the space of one network's parameters.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Origin">The coordinate of the present parameters.</param>
/// <param name="Direction">What one unit of the axis adds.</param>
internal sealed record SurfaceLine(string Name, double Origin, double[] Direction)
{
    /// <summary>The axis of one parameter, which bears its value.</summary>
    public static SurfaceLine OfParameter(string name, int index, double[] parameters)
    {
        var direction = new double[parameters.Length];
        direction[index] = 1;
        return new SurfaceLine(name, parameters[index], direction);
    }
}

/// <summary>Random directions.</summary>
internal static class RandomDirection
{
    /// <summary>See <see cref="SurfaceAxis.Random"/>.</summary>
    public static double[] Of(NetworkDescription network, double[] parameters, ulong seed, bool filterNormalised)
    {
        var stream = new InitialValueStream(seed, layer: 0);
        var direction = new double[parameters.Length];
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] = stream.NextNormal();
        }

        foreach (LayerDescription layer in network.Layers)
        {
            foreach (ParameterDescription tensor in layer.Parameters.Where(tensor => tensor.Frozen || (filterNormalised && tensor.Name != "weight")))
            {
                direction.AsSpan(tensor.Offset, tensor.Count).Clear();
            }

            if (filterNormalised && layer.Parameters.FirstOrDefault(tensor => tensor.Name == "weight" && !tensor.Frozen) is { } weights)
            {
                NormaliseUnits(layer, weights.Offset, direction, parameters);
            }
        }

        if (!filterNormalised)
        {
            Scale(direction, 1);
        }

        return direction;
    }

    private static void NormaliseUnits(LayerDescription layer, int offset, double[] direction, double[] parameters)
    {
        for (int to = 0; to < layer.UnitCount; to++)
        {
            int count = layer.Connections is null ? layer.InputCount : layer.Connections[to].Count(c => c == '#');
            Scale(direction.AsSpan(offset, count), Norm(parameters.AsSpan(offset, count)));
            offset += count;
        }
    }

    private static void Scale(Span<double> values, double norm)
    {
        double present = Norm(values);
        for (int i = 0; i < values.Length && present > 0; i++)
        {
            values[i] *= norm / present;
        }
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
