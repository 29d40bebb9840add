using System;
using System.Threading;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime;

/// <summary>Counts how often each chunk is done, and by which threads.</summary>
internal struct CountingJob(int[] counts, bool[] threads) : IJob
{
    public readonly void Execute(int chunk)
    {
        Interlocked.Increment(ref counts[chunk]);
        threads[Environment.CurrentManagedThreadId % threads.Length] = true;
    }
}

/// <summary>Holds each thread until so many work on it, which shows that they do.</summary>
internal struct MeetingJob(CountdownEvent arrivals, Thread[] threads) : IJob
{
    public readonly void Execute(int chunk)
    {
        threads[chunk] = Thread.CurrentThread;
        arrivals.Signal();
        arrivals.Wait();
    }
}

/// <summary>Fails in one chunk.</summary>
internal struct FailingJob(int failing, int[] counts) : IJob
{
    public readonly void Execute(int chunk)
    {
        Interlocked.Increment(ref counts[chunk]);
        if (chunk == failing)
        {
            throw new InvalidOperationException("chunk " + failing);
        }
    }
}

/// <summary>Runs another job from inside a chunk.</summary>
internal struct NestedJob(BackpropGen.Runtime.Workers workers, int[] counts) : IJob
{
    public readonly void Execute(int chunk)
    {
        var inner = new CountingJob(counts, new bool[8]);
        workers.Run(ref inner, counts.Length);
    }
}

/// <summary>Adds a number to every element of a chunk of 4.</summary>
internal struct AddingJob(int[] numbers, int addend) : IJob
{
    public readonly void Execute(int chunk)
    {
        foreach (ref int number in numbers.AsSpan(chunk * 4, 4))
        {
            number += addend;
        }
    }
}
