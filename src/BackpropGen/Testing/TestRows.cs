using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Random rows to test a network with, a function of the seed.</summary>
internal static class TestRows
{
    /// <summary>How far parameters are moved at most: enough that no two units are alike, too little to saturate.</summary>
    private const double Disturbance = 0.05;

    /// <summary>Inputs in (−1, 1), and targets that the network's loss is defined for.</summary>
    public static (T[] Inputs, T[] Targets) Draw<T>(NetworkDescription network, int rows, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed, 0);
        var inputs = new T[rows * network.InputCount];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Number<T>.From(Signed(ref random));
        }

        var targets = new T[rows * network.OutputCount];
        var row = new double[network.OutputCount];
        for (int start = 0; start < targets.Length; start += row.Length)
        {
            DrawTargets(network.Loss, row, ref random);
            for (int i = 0; i < row.Length; i++)
            {
                targets[start + i] = Number<T>.From(row[i]);
            }
        }

        return (inputs, targets);
    }

    /// <summary>Moves all parameters away from zeros and symmetries that they may start with.</summary>
    public static void Disturb<T>(INetwork<T> network, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed, 1);
        var parameters = new T[network.ParameterCount];
        network.GetParameters(parameters);
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] += Number<T>.From(Disturbance * Signed(ref random));
        }

        network.SetParameters(parameters);
    }

    private static void DrawTargets(Loss loss, double[] row, ref RandomStream random)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = loss switch
            {
                Loss.Hinge or Loss.SquaredHinge => Signed(ref random) < 0 ? -1 : 1,
                Loss.PoissonNegativeLogLikelihood => random.Below(4),
                _ => (Signed(ref random) + 1) / 2,
            };
        }

        if (loss is Loss.CrossEntropy or Loss.CrossEntropyWithLogits or Loss.KullbackLeibler)
        {
            Normalize(row);
        }
    }

    private static void Normalize(double[] row)
    {
        double sum = 0;
        foreach (double value in row)
        {
            sum += value;
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] /= sum;
        }
    }

    /// <summary>In (−1, 1), never 0.</summary>
    private static double Signed(ref RandomStream random) => ((random.Next() >> 11) + 0.5) / (1UL << 52) - 1;
}
