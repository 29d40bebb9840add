using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Measures a network's loss at other parameters; disposing gives it its own back.</summary>
internal sealed class SurfaceProbe<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // as many rows at once keep kernels busy and buffers in the cache
    private const int ChunkRows = 256;

    private readonly ITrainableNetwork<T> _network;
    private readonly Dataset<T> _data;
    private readonly T[] _own;
    private readonly T[] _moved;
    private readonly double[] _parameters;

    /// <summary>Keeps the present parameters.</summary>
    public SurfaceProbe(ITrainableNetwork<T> network, Dataset<T> data)
    {
        ArgumentNullException.ThrowIfNull(network);
        TrainingChecks.Data(network, data, nameof(data));
        (_network, _data) = (network, data);
        _own = new T[network.ParameterCount];
        _moved = new T[_own.Length];
        network.GetParameters(_own);
        _parameters = Array.ConvertAll(_own, Number<T>.ToDouble);
        Present = Loss();
    }

    /// <summary>The loss of the present parameters.</summary>
    public double Present { get; }

    /// <summary>An axis through the present parameters.</summary>
    public SurfaceLine Line(SurfaceAxis axis) => axis.In(_network.Description, _parameters);

    /// <summary>The loss some steps away.</summary>
    public double Loss(params ReadOnlySpan<(SurfaceLine Line, double Step)> steps)
    {
        for (int i = 0; i < _moved.Length; i++)
        {
            double value = _parameters[i];
            foreach ((SurfaceLine line, double step) in steps)
            {
                value += step * line.Direction[i];
            }

            _moved[i] = Number<T>.From(value);
        }

        _network.SetParameters(_moved);
        double sum = 0;
        for (int start = 0; start < _data.RowCount; start += ChunkRows)
        {
            int rows = Math.Min(ChunkRows, _data.RowCount - start);
            T loss = _network.ComputeLoss(_data.Inputs.Slice(start * _data.InputCount, rows * _data.InputCount), _data.Targets.Slice(start * _data.TargetCount, rows * _data.TargetCount));
            sum += Number<T>.ToDouble(loss) * rows;
        }

        return sum / _data.RowCount;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.SetParameters(_own);
}
