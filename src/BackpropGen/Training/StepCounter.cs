using System;

namespace BackpropGen.Runtime;

/// <summary>Counts how many of a training's steps were shared among threads. An epoch's steps run on one thread, and nothing else does meanwhile.</summary>
internal sealed class StepCounter
{
    [ThreadStatic]
    private static StepCounter? t_current;

    private long _shared;
    private long _other;

    /// <summary>Counts the step that just ended on this thread, if a training asked for it.</summary>
    public static void Count(bool wasShared)
    {
        if (t_current is StepCounter counter)
        {
            counter._shared += wasShared ? 1 : 0;
            counter._other += wasShared ? 0 : 1;
        }
    }

    /// <summary>Begins to count the steps on this thread.</summary>
    public void Begin() => t_current = this;

    /// <summary>Ends counting.</summary>
    public static void End() => t_current = null;

    /// <summary>What was counted.</summary>
    /// <param name="threads">Threads that steps could use.</param>
    /// <param name="updates">Steps in all: those of networks with one thread are not counted.</param>
    public ThreadUse Use(int threads, long updates) => new(threads, _shared, Math.Max(_other, updates - _shared));
}
