using System;
using System.ComponentModel;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// The values a dense layer's parameters start from: one sequence of random numbers a layer, from (seed, layer index), used in canonical order
/// (weights row by row, edges only; then biases), computed in double and rounded to T once. The same on every machine.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Initialization
{
    /// <summary>Sets a layer's weights.</summary>
    /// <param name="w">W[to, from], outputs × inputs; 0 where there is no edge.</param>
    /// <param name="kind">The distribution, never <see cref="Initializer.Auto"/>. Fan-in is the number of each unit's edges, fan-out the number of units.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The layer's index.</param>
    /// <param name="inputs">Sources.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="edges">A sparse layer's edges; null for all.</param>
    public static void Weights<T>(Span<T> w, Initializer kind, ulong seed, int layer, int inputs, int outputs, EdgeMask? edges)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Length(w, inputs * outputs, nameof(w));
        InitialValueStream stream = new(seed, layer);
        for (int to = 0; to < outputs; to++)
        {
            Distribution distribution = Distribution.Of(kind, edges?.FanIn(to) ?? inputs, outputs);
            for (int from = 0; from < inputs; from++)
            {
                bool present = edges is null || edges[to, from];
                w[to * inputs + from] = present ? Number<T>.From(distribution.Draw(ref stream)) : T.Zero;
            }
        }
    }

    /// <summary>Sets a layer's biases: uniform in ±1/√fan-in for <see cref="Initializer.FanInUniform"/>, else 0.</summary>
    /// <param name="b">outputs values, or 1 for a bias that all units share (its fan-in is the mean of the units'), or none.</param>
    /// <param name="kind">The layer's initializer, never <see cref="Initializer.Auto"/>.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The layer's index.</param>
    /// <param name="inputs">Sources.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="edges">A sparse layer's edges; null for all.</param>
    public static void Biases<T>(Span<T> b, Initializer kind, ulong seed, int layer, int inputs, int outputs, EdgeMask? edges)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        b.Clear();
        if (kind != Initializer.FanInUniform)
        {
            return;
        }

        // The weights before them drew one number each.
        long weights = edges?.Count ?? (long)inputs * outputs;
        InitialValueStream stream = new(seed, layer, weights);
        double meanFanIn = (double)weights / outputs;
        for (int to = 0; to < b.Length; to++)
        {
            double fanIn = b.Length == outputs ? edges?.FanIn(to) ?? inputs : meanFanIn;
            b[to] = Number<T>.From(Distribution.Of(kind, fanIn, outputs).Draw(ref stream));
        }
    }

    /// <summary>A uniform distribution in ±scale, or a normal one with that standard deviation.</summary>
    private readonly record struct Distribution(bool Normal, double Scale)
    {
        internal static Distribution Of(Initializer kind, double fanIn, int fanOut)
        {
            double fanBoth = fanIn + fanOut;
            return kind switch
            {
                // A unit without edges has a bias only, which starts from 0.
                _ when fanIn == 0 => new(false, 0),
                Initializer.HeNormal => new(true, Math.Sqrt(2 / fanIn)),
                Initializer.HeUniform => new(false, Math.Sqrt(6 / fanIn)),
                Initializer.XavierNormal => new(true, Math.Sqrt(2 / fanBoth)),
                Initializer.XavierUniform => new(false, Math.Sqrt(6 / fanBoth)),
                Initializer.LecunNormal => new(true, Math.Sqrt(1 / fanIn)),
                Initializer.LecunUniform => new(false, Math.Sqrt(3 / fanIn)),
                Initializer.FanInUniform => new(false, Math.Sqrt(1 / fanIn)),
                Initializer.Zeros => new(false, 0),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "kind: expected one of the initializers other than Auto, which the layer's activation decides."),
            };
        }

        // The test keeps −0 out.
        internal double Draw(ref InitialValueStream stream) => Scale == 0 ? 0 : Scale * (Normal ? stream.NextNormal() : stream.NextUniform());
    }
}
