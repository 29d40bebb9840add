using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>Runs work on several threads that begin together.</summary>
internal static class SameMoment
{
    /// <summary>Calls <paramref name="work"/> with 0, 1, … on a thread each, and waits for all.</summary>
    /// <exception cref="Exception">What one of them threw.</exception>
    public static void Run(int threads, Action<int> work)
    {
        using var start = new Barrier(threads);
        Exception? failure = null;
        var running = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            int number = i;
            running[i] = new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    work(number);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref failure, exception, null);
                }
            });
            running[i].Start();
        }

        foreach (var thread in running)
        {
            thread.Join();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
