using System;
using Xunit;

namespace BackpropGen.Tests.Runtime;

internal static class AllocationAssert
{
    /// <summary>Asserts that an action allocates nothing on this thread once it has run before.</summary>
    internal static void None(Action action)
    {
        for (int i = 0; i < 50; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            action();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
