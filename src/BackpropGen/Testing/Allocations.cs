using System;

namespace BackpropGen.Runtime;

/// <summary>Counts what calls allocate on this thread.</summary>
internal static class Allocations
{
    /// <summary>Calls in one measurement.</summary>
    public const int Calls = 50;

    private const int WarmUp = 10;
    private const int Measurements = 20;

    /// <summary>Bytes of <see cref="Calls"/> calls, once what is made only once is there.</summary>
    public static long Of(Action action)
    {
        Repeat(action, WarmUp);
        long least = long.MaxValue;
        for (int i = 0; i < Measurements && least > 0; i++)
        {
            // a collection, by whichever thread, gives back what is left of this thread's buffer, which then counts as allocated: so it is measured anew
            long before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(action, Calls);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static void Repeat(Action action, int times)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }
}
