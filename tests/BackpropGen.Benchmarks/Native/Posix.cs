using System;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>What the C library of a Linux system is asked for: clocks, the core a thread runs on, variables that C programs see.</summary>
internal static unsafe partial class Posix
{
    private const int ThreadCpuTime = 3, Monotonic = 1;

    /// <summary>Seconds of processor time of the calling thread; other threads and machines on the same core do not count.</summary>
    public static double ThreadSeconds => Seconds(ThreadCpuTime);

    /// <summary>Seconds of a clock on the wall.</summary>
    public static double WallSeconds => Seconds(Monotonic);

    /// <summary>Keeps the calling thread, and those it starts from now on, to one core.</summary>
    public static void Pin(int core)
    {
        Span<ulong> mask = stackalloc ulong[16];
        mask[core / 64] = 1UL << (core % 64);
        fixed (ulong* bits = mask)
        {
            if (SetAffinity(0, (nuint)(mask.Length * sizeof(ulong)), bits) != 0)
            {
                throw new InvalidOperationException($"The thread could not be kept to core {core}: does it exist, and may this process use it?");
            }
        }
    }

    /// <summary>Sets a variable for C libraries that are loaded later, unless the user has set it; .NET's own method sets a copy that they do not see.</summary>
    public static void SetVariable(string name, string value) => _ = SetEnvironment(name, value, 0);

    private static double Seconds(int clock)
    {
        TimeSpec time;
        _ = GetTime(clock, &time);
        return time.Seconds + (1e-9 * time.Nanoseconds);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, TimeSpec* time);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds, Nanoseconds;
    }
}
