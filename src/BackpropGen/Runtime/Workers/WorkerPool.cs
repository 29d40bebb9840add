using System;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>
/// Background threads that help one caller at a time with its jobs. They know nothing of the network that they work for, so that it can be collected while they wait.
/// </summary>
/// <remarks>
/// Chunks are claimed by a ticket of one number: the job's count in the high bits, how many chunks nobody has claimed in the low ones. Claiming is one exchange of the
/// whole ticket, so a thread that comes late, with an old job's ticket in hand, gets nothing. A job ends when all its chunks are done, not when all threads have seen it:
/// a thread that the system does not run delays nobody, unless it holds a chunk.
/// </remarks>
/// <param name="helpers">Threads beside the caller's.</param>
internal sealed unsafe class WorkerPool(int helpers)
{
    /// <summary>Chunks of one job, at most.</summary>
    public const int MaxChunks = (1 << ChunkBits) - 1;

    /// <summary>
    /// How long a helper looks for work before it blocks. Between two products of a step there are some 10 µs (a softmax over some hundred rows, a small layer), between
    /// two steps some more; waking a blocked thread takes 50 µs.
    /// </summary>
    private const double SpinSeconds = 100e-6;

    /// <summary>Looks at the ticket before the core is offered to another thread: about 1 µs.</summary>
    private const int LooksBeforeYield = 32;

    private const int ChunkBits = 24;

    private readonly object _gate = new();

    private Counters _counters;

    private delegate*<nint, int, void> _execute;

    private nint _job;

    private Exception? _error;

    private int _chunks;

    private int _sleeping;

    private bool _started;

    private volatile bool _stopped;

    /// <summary>Runs all chunks of a job, on the caller's thread and those of the pool; one caller at a time.</summary>
    /// <param name="execute">Does one chunk of the job at an address.</param>
    /// <param name="job">The address of the job, on the caller's stack: so that nothing is allocated, and nothing kept.</param>
    /// <param name="chunks">How many chunks it has, 1 or more.</param>
    /// <exception cref="Exception">The first that a chunk threw, after all chunks have ended.</exception>
    public void Run(delegate*<nint, int, void> execute, nint job, int chunks)
    {
        if (!_started)
        {
            Start();
        }

        _execute = execute;
        (_job, _chunks, _counters.Unfinished) = (job, chunks, chunks);
        long count = (_counters.Ticket >> ChunkBits) + 1;

        // A full fence: either a helper that is about to block sees the ticket, or it is seen here.
        Interlocked.Exchange(ref _counters.Ticket, (count << ChunkBits) | (uint)chunks);
        if (Volatile.Read(ref _sleeping) > 0)
        {
            Wake(chunks - 1);
        }

        while (TryExecuteOne())
        {
        }

        AwaitEnd();
        if (Interlocked.Exchange(ref _error, null) is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Lets the threads end.</summary>
    public void Stop()
    {
        _stopped = true;
        Wake(helpers);
    }

    private void Start()
    {
        _started = true;
        for (int i = 1; i <= helpers; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "BackpropGen worker " + i.ToString(CultureInfo.InvariantCulture) }.UnsafeStart();
        }
    }

    private void Work()
    {
        while (!_stopped)
        {
            if (!TryExecuteOne() && !IsWorkSoon())
            {
                Block();
            }
        }
    }

    /// <summary>Claims a chunk and does it, if there is one.</summary>
    private bool TryExecuteOne()
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _counters.Ticket);
            int unclaimed = (int)ticket & MaxChunks;
            if (unclaimed == 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _counters.Ticket, ticket - 1, ticket) == ticket)
            {
                // From here on the job cannot end before this chunk does, so what is read is this job's.
                Execute(_chunks - unclaimed);
                return true;
            }
        }
    }

    private void Execute(int chunk)
    {
        try
        {
            _execute(_job, chunk);
        }
#pragma warning disable CA1031 // the caller gets it, whatever it is: its memory must not be let go while other threads work on it
        catch (Exception error)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _error, error, null);
        }

        Interlocked.Decrement(ref _counters.Unfinished);
    }

    private void AwaitEnd()
    {
        for (int looks = 1; Volatile.Read(ref _counters.Unfinished) > 0; looks++)
        {
            SpinOrYield(looks);
        }
    }

    private bool IsWorkSoon()
    {
        long end = Stopwatch.GetTimestamp() + (long)(SpinSeconds * Stopwatch.Frequency);
        for (int looks = 1; !IsWorkOrEnd(); looks++)
        {
            SpinOrYield(looks);
            if (looks % LooksBeforeYield == 0 && Stopwatch.GetTimestamp() > end)
            {
                return false;
            }
        }

        return true;
    }

    private static void SpinOrYield(int looks)
    {
        if (looks % LooksBeforeYield == 0)
        {
            // Where threads share a core, the one that is waited for may be waiting for this one's core.
            Thread.Yield();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }

    private bool IsWorkOrEnd() => ((int)Volatile.Read(ref _counters.Ticket) & MaxChunks) != 0 || _stopped;

    private void Block()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _sleeping);
            while (!IsWorkOrEnd())
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _sleeping);
        }
    }

    private void Wake(int count)
    {
        lock (_gate)
        {
            for (int i = int.Min(count, _sleeping); i > 0; i--)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>What all threads write, each on a cache line of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Counters
    {
        [FieldOffset(128)]
        public long Ticket;

        [FieldOffset(256)]
        public int Unfinished;
    }
}
