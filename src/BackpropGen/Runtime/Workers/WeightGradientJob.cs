using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>dW = δᵀ X and its update, divided by panels and inputs.</summary>
internal unsafe struct WeightGradientJob<TLanes, TVector, T, TUpdate> : IJob
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TUpdate : struct, IWeightUpdate<T>
{
    private Division _division;

    private Pinned<T> _delta, _x, _panels;

    private int _deltaStride, _xStride, _rows, _inputs, _outputs;

    private TUpdate _update;

    /// <summary>Does the whole product, on several threads if it is worth it.</summary>
    /// <returns>Whether it was, and is done.</returns>
    public static bool TryRun(in GradientOperands<T> o, TUpdate update, Workers workers)
    {
        Division division = Division.WeightGradient(workers.Threads, PanelLayout.Count<T>(o.Outputs), o.Inputs, (long)o.Rows * o.Inputs * o.Outputs);
        if (division.Chunks == 1)
        {
            return false;
        }

        fixed (T* delta = o.Delta, x = o.X, panels = o.Panels)
        {
            WeightGradientJob<TLanes, TVector, T, TUpdate> job = new()
            {
                _division = division,
                _delta = new(delta, o.Delta.Length),
                _deltaStride = o.DeltaStride,
                _x = new(x, o.X.Length),
                _xStride = o.XStride,
                _panels = new(panels, o.Panels.Length),
                _rows = o.Rows,
                _inputs = o.Inputs,
                _outputs = o.Outputs,
                _update = update,
            };
            workers.Run(ref job, division.Chunks);
        }

        return true;
    }

    /// <inheritdoc/>
    public readonly void Execute(int chunk)
    {
        GradientOperands<T> o = new()
        {
            Delta = _delta.Span,
            DeltaStride = _deltaStride,
            X = _x.Span,
            XStride = _xStride,
            Panels = _panels.Span,
            Rows = _rows,
            Inputs = _inputs,
            Outputs = _outputs,
        };
        var (firstInput, endInput, firstPanel, endPanel) = _division[chunk];
        GradientProduct<TLanes, TVector, T>.Run(in o, _update, firstInput, endInput, firstPanel, endPanel);
    }
}
