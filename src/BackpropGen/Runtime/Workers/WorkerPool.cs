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
/// Each thread has a share of a job's chunks, the same one in jobs of the same number of chunks, so that it finds in its cache what it wrote before; who is done with
/// its own takes from the others'. A share's chunks are claimed by a ticket of one number: the job's count in the high bits, how many chunks nobody has claimed in the
/// low ones. Claiming is one exchange of the whole ticket, so a thread that comes late, with an old job's ticket in hand, gets nothing. A job ends when all its chunks
/// are done, not when all threads have seen it: a thread that the system does not run delays nobody, unless it holds a chunk.
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

    /// <summary>Looks for a job before the core is offered to another thread: about 1 µs.</summary>
    private const int LooksBeforeYield = 32;

    private const int ChunkBits = 24;

    /// <summary>Numbers from one ticket to the next: each has two cache lines, which are fetched together, of its own.</summary>
    private const int TicketStride = 16;

    private readonly object _gate = new();

    private readonly long[] _tickets = new long[TicketStride * (helpers + 2)];

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
        for (int share = 0; share <= helpers; share++)
        {
            Volatile.Write(ref Ticket(share), ((_counters.Jobs + 1) << ChunkBits) | (uint)(Start(share + 1) - Start(share)));
        }

        // A full fence: either a helper that is about to block sees the job, or it is seen here.
        Interlocked.Increment(ref _counters.Jobs);
        if (Volatile.Read(ref _sleeping) > 0)
        {
            Wake(chunks - 1);
        }

        ExecuteAll(0);
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
            int share = i;
            new Thread(() => Work(share)) { IsBackground = true, Name = "BackpropGen worker " + i.ToString(CultureInfo.InvariantCulture) }.UnsafeStart();
        }
    }

    private void Work(int share)
    {
        for (long seen = 0; !_stopped;)
        {
            if (Volatile.Read(ref _counters.Jobs) == seen && !IsWorkSoon(seen))
            {
                Block(seen);
            }

            seen = Volatile.Read(ref _counters.Jobs);
            ExecuteAll(share);
        }
    }

    /// <summary>Where a thread's share of the chunks begins.</summary>
    private int Start(int share) => (int)((long)_chunks * share / (helpers + 1));

    private ref long Ticket(int share) => ref _tickets[(share + 1) * TicketStride];

    /// <summary>Does what nobody else does: of the own share first, then of the others'.</summary>
    private void ExecuteAll(int own)
    {
        for (int i = 0; i <= helpers; i++)
        {
            int share = (own + i) % (helpers + 1);
            while (TryExecuteOne(share))
            {
            }
        }
    }

    /// <summary>Claims a chunk of a share and does it, if there is one.</summary>
    private bool TryExecuteOne(int share)
    {
        ref long tickets = ref Ticket(share);
        while (true)
        {
            long ticket = Volatile.Read(ref tickets);
            int unclaimed = (int)ticket & MaxChunks;
            if (unclaimed == 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref tickets, ticket - 1, ticket) == ticket)
            {
                // From here on the job cannot end before this chunk does, so what is read is this job's.
                Execute(Start(share + 1) - unclaimed);
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

    private bool IsWorkSoon(long seen)
    {
        long end = Stopwatch.GetTimestamp() + (long)(SpinSeconds * Stopwatch.Frequency);
        for (int looks = 1; !IsWorkOrEnd(seen); looks++)
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

    private bool IsWorkOrEnd(long seen) => Volatile.Read(ref _counters.Jobs) != seen || _stopped;

    private void Block(long seen)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _sleeping);
            while (!IsWorkOrEnd(seen))
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
        public long Jobs;

        [FieldOffset(256)]
        public int Unfinished;
    }
}
