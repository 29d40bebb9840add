using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Y = f(X Wᵀ + b), or dX = f(δ W), divided by panels and rows.</summary>
internal unsafe struct AffineJob<TLanes, TVector, T, TEpilogue> : IJob
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEpilogue : struct, IEpilogue<T>
{
    private Division _division;

    private Pinned<T> _x, _panels, _bias, _y, _first, _second;

    private int _xStride, _yStride, _inputs, _outputs;

    private bool _isSingleRow, _transposes;

    /// <summary>Does the whole product, on several threads if it is worth it.</summary>
    /// <param name="o">The operands.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="transposes">Whether the weights are those of dX = f(δ W), to be transposed.</param>
    /// <returns>Whether it was, and is done.</returns>
    public static bool TryRun(in AffineOperands<T> o, int rows, Workers workers, bool transposes = false)
    {
        int count = PanelLayout.Count<T>(o.Outputs);
        long multiplyAdds = (long)rows * o.Inputs * o.Outputs;
        Division division = transposes
            ? Division.InputGradient(workers.Threads, count, rows, multiplyAdds)
            : Division.Affine(workers.Threads, count, rows, multiplyAdds);
        if (division.Chunks == 1)
        {
            return false;
        }

        fixed (T* x = o.X, panels = o.Panels, bias = o.Bias, y = o.Y, first = o.First, second = o.Second)
        {
            AffineJob<TLanes, TVector, T, TEpilogue> job = new()
            {
                _division = division,
                _x = new(x, o.X.Length),
                _panels = new(panels, o.Panels.Length),
                _bias = new(bias, o.Bias.Length),
                _y = new(y, o.Y.Length),
                _first = new(first, o.First.Length),
                _second = new(second, o.Second.Length),
                _xStride = o.XStride,
                _yStride = o.YStride,
                _inputs = o.Inputs,
                _outputs = o.Outputs,
                _isSingleRow = rows == 1,
                _transposes = transposes,
            };
            workers.Run(ref job, division.Chunks);
        }

        return true;
    }

    /// <inheritdoc/>
    public readonly void Execute(int chunk)
    {
        AffineOperands<T> o = new()
        {
            X = _x.Span,
            XStride = _xStride,
            Panels = _panels.Span,
            Bias = _bias.Span,
            Y = _y.Span,
            YStride = _yStride,
            First = _first.Span,
            Second = _second.Span,
            Inputs = _inputs,
            Outputs = _outputs,
        };
        var (firstRow, endRow, firstPanel, endPanel) = _division[chunk];
        if (_transposes)
        {
            InputProduct<TLanes, TVector, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
        }
        else if (_isSingleRow)
        {
            RowProduct<TLanes, TVector, T>.Run<TEpilogue>(in o, firstPanel, endPanel);
        }
        else
        {
            AffineProduct<TLanes, TVector, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
        }
    }
}
