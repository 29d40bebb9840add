using System;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>A peer library's networks of any width: the functions of Peers/chain.inc.</summary>
internal sealed unsafe class NativeChains(string name, nint library)
{
    private readonly delegate* unmanaged<int, int, nint> _create = (delegate* unmanaged<int, int, nint>)NativeLibrary.GetExport(library, "chain");
    private readonly delegate* unmanaged<nint, float*, void> _set = (delegate* unmanaged<nint, float*, void>)NativeLibrary.GetExport(library, "chain_set");
    private readonly delegate* unmanaged<nint, float*, void> _get = (delegate* unmanaged<nint, float*, void>)NativeLibrary.GetExport(library, "chain_get");
    private readonly delegate* unmanaged<nint, float*, float*, int, float, void> _steps =
        (delegate* unmanaged<nint, float*, float*, int, float, void>)NativeLibrary.GetExport(library, "chain_steps");

    private readonly delegate* unmanaged<nint, void> _end = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "chain_end");

    /// <summary>A network of three layers.</summary>
    public IContender Create(int width, int batch, Data<float> data, float rate) => new Chain(this, name, _create(width, batch), data, rate);

    private sealed class Chain(NativeChains functions, string name, nint network, Data<float> data, float rate) : IContender, IDisposable
    {
        public string Name => name;

        public Mode Mode => Mode.Step;

        public bool IsOwn => false;

        public bool IsVariant => false;

        public ReadOnlySpan<float> Outputs => [];

        public void Set(ReadOnlySpan<float> parameters)
        {
            fixed (float* p = parameters)
            {
                functions._set(network, p);
            }
        }

        public void Get(Span<float> parameters)
        {
            fixed (float* p = parameters)
            {
                functions._get(network, p);
            }
        }

        public void Pass(int rows) => functions._steps(network, data.Inputs, data.Targets, rows, rate);

        public void Dispose() => functions._end(network);
    }
}
