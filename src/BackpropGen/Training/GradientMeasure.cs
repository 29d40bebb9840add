using System;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>The Euclidean norm of the loss's gradient over all training rows; running statistics and random numbers are as before afterwards.</summary>
internal sealed class GradientMeasure<T>(ITrainableNetwork<T> network, TrainingData<T> data)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _gradients = new T[network.ParameterCount];
    private readonly double[] _sums = new double[network.ParameterCount];
    private readonly T[] _statistics = new T[network.StatisticCount];
    private readonly ParameterDescription[] _trained = [.. network.Description.Layers.SelectMany(layer => layer.Parameters).Where(p => !p.Frozen)];

    /// <summary>The norm at the present parameters, of the parameters that are not frozen; in training mode, in mini-batches of the data's order.</summary>
    public double Norm()
    {
        RandomState random = network.RandomState;
        network.GetStatistics(_statistics);
        Array.Clear(_sums);
        for (int batch = 0; batch < data.Batches.Count; batch++)
        {
            Add(batch);
        }

        network.SetStatistics(_statistics);
        network.RandomState = random;
        double squares = 0;
        foreach (ParameterDescription tensor in _trained)
        {
            foreach (double sum in _sums.AsSpan(tensor.Offset, tensor.Count))
            {
                squares += sum * sum;
            }
        }

        return Math.Sqrt(squares) / data.Source.TotalWeight;
    }

    private void Add(int batch)
    {
        MiniBatch<T> rows = MiniBatch<T>.Of(data.Learned, data.Batches.Start(batch), data.Batches.Size(batch));
        if (rows.Weight == 0)
        {
            return;
        }

        if (rows.Weights.IsEmpty)
        {
            network.ComputeGradients(rows.Inputs, rows.Targets, _gradients);
        }
        else
        {
            network.ComputeGradients(rows.Inputs, rows.Targets, rows.Weights, _gradients, default);
        }

        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += rows.Weight * Number<T>.ToDouble(_gradients[i]);
        }
    }
}
