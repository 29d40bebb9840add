using System;
using System.Threading;

namespace BackpropGen.Benchmarks;

/// <summary>A thread that does nothing else than keep one core busy.</summary>
internal sealed class BusyCore : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _ended;

    public BusyCore(int core)
    {
        _thread = new Thread(() =>
        {
            Posix.Pin(core);
            while (!_ended)
            {
                Thread.SpinWait(1000);
            }
        });
        _thread.Start();
    }

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }
}
