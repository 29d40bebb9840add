using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>The sums of δ over the rows and their update, divided by panels.</summary>
internal unsafe struct BiasGradientJob<TLanes, TVector, T, TUpdate> : IJob
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TUpdate : struct, IWeightUpdate<T>
{
    private Division _division;

    private Pinned<T> _delta, _biases;

    private int _deltaStride, _rows, _outputs;

    private TUpdate _update;

    /// <summary>Does all of it, on several threads if it is worth it.</summary>
    /// <returns>Whether it was, and is done.</returns>
    public static bool TryRun(ReadOnlySpan<T> delta, int deltaStride, Span<T> biases, int rows, int outputs, TUpdate update, Workers workers)
    {
        Division division = Division.Numbers(workers.Threads, PanelLayout.Count<T>(outputs), (long)rows * outputs);
        if (division.Chunks == 1)
        {
            return false;
        }

        fixed (T* first = delta, target = biases)
        {
            BiasGradientJob<TLanes, TVector, T, TUpdate> job = new()
            {
                _division = division,
                _delta = new(first, delta.Length),
                _deltaStride = deltaStride,
                _biases = new(target, biases.Length),
                _rows = rows,
                _outputs = outputs,
                _update = update,
            };
            workers.Run(ref job, division.Chunks);
        }

        return true;
    }

    /// <inheritdoc/>
    public readonly void Execute(int chunk)
    {
        var (_, _, firstPanel, endPanel) = _division[chunk];
        BiasSums<TLanes, TVector, T>.Run(_delta.Span, _deltaStride, _biases.Span, _rows, _outputs, _update, firstPanel, endPanel);
    }
}
