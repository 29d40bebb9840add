using System;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Measures what a thread allocates. A collection gives back what is left of the thread's buffer, which then counts as allocated: so the least of some runs counts.</summary>
internal static class AllocationAssert
{
    private const int Runs = 5;

    /// <summary>Asserts that an action allocates nothing on this thread once it has run before.</summary>
    internal static void None(Action action)
    {
        for (int i = 0; i < 50; i++)
        {
            action();
        }

        long least = Least(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                action();
            }
        });
        Assert.Equal(0, least);
    }

    /// <summary>The fewest bytes that one of some runs of an action allocated on this thread, after one that does not count.</summary>
    internal static long Least(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
