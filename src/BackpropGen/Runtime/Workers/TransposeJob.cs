using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>(W)ᵀ in panels, divided by its panels.</summary>
internal unsafe struct TransposeJob<T> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Division _division;

    private Pinned<T> _panels, _transposed;

    private int _inputs, _outputs;

    /// <summary>Does all of it, on several threads if it is worth it.</summary>
    /// <returns>Whether it was, and is done.</returns>
    public static bool TryRun(ReadOnlySpan<T> panels, Span<T> transposed, int inputs, int outputs, Workers workers)
    {
        Division division = Division.Numbers(workers.Threads, PanelLayout.Count(inputs), (long)inputs * outputs);
        if (division.Chunks == 1)
        {
            return false;
        }

        fixed (T* from = panels, to = transposed)
        {
            TransposeJob<T> job = new()
            {
                _division = division,
                _panels = new(from, panels.Length),
                _transposed = new(to, transposed.Length),
                _inputs = inputs,
                _outputs = outputs,
            };
            workers.Run(ref job, division.Chunks);
        }

        return true;
    }

    /// <inheritdoc/>
    public readonly void Execute(int chunk)
    {
        var (_, _, firstPanel, endPanel) = _division[chunk];
        Transposition.Panels<T>(_panels.Span, _transposed.Span, _inputs, _outputs, firstPanel, endPanel);
    }
}
