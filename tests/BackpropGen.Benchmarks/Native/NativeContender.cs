using System;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>One line of a peer library's table: the structure Contender of Peers/peer.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeEntry
{
    public nint Name, Workload, Mode;
    public int Batch;
    public delegate* unmanaged<NativeEntry*, nint> Create;
    public delegate* unmanaged<nint, float*, void> Set;
    public delegate* unmanaged<nint, float*, void> Get;
    public delegate* unmanaged<nint, float*, float*, float*, int, float, void> Pass;
}

/// <summary>A network in C. It lives until the process ends, as its library does.</summary>
internal sealed unsafe class NativeContender : IContender
{
    private readonly NativeEntry* _entry;
    private readonly Data<float> _data;
    private readonly float _rate;
    private readonly nint _network;

    public NativeContender(NativeEntry* entry, string compiler, Data<float> data, float rate)
    {
        _entry = entry;
        _data = data;
        _rate = rate;
        _network = entry->Create(entry);
        Name = $"{Marshal.PtrToStringUTF8(entry->Name)} ({compiler})";
        Mode = ModeOf(entry);
    }

    public string Name { get; }

    public Mode Mode { get; }

    public bool IsOwn => false;

    public bool IsVariant => false;

    public ReadOnlySpan<float> Outputs => _data.OutputRows(_entry->Batch);

    public static Mode ModeOf(NativeEntry* entry) => Marshal.PtrToStringUTF8(entry->Mode) switch
    {
        "step" => Mode.Step,
        "rows" => Mode.Rows,
        "predict" => Mode.Predict,
        string other => throw new InvalidOperationException($"A peer's mode is step, rows or predict, and not '{other}'."),
        null => throw new InvalidOperationException("A peer has no mode."),
    };

    public void Set(ReadOnlySpan<float> parameters)
    {
        fixed (float* p = parameters)
        {
            _entry->Set(_network, p);
        }
    }

    public void Get(Span<float> parameters)
    {
        fixed (float* p = parameters)
        {
            _entry->Get(_network, p);
        }
    }

    public void Pass(int rows) => _entry->Pass(_network, _data.Inputs, _data.Targets, _data.Outputs, rows, _rate);
}
