using System;
using System.Threading;

namespace BackpropGen.Benchmarks;

/// <summary>Work on one core.</summary>
internal static class PinnedThread
{
    /// <summary>Runs on a thread of its own, kept to the core; this one, and the workers that networks of two threads start from it, stay free.</summary>
    public static void Run(int core, Action work)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Posix.Pin(core);
                    work();
                }
                catch (InvalidOperationException e)
                {
                    failure = e;
                }
            },
            16 << 20);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }
}
