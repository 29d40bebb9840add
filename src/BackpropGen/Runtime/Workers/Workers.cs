using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>
/// The threads that share a network's training steps. Started when the first step is worth it, blocked while there is nothing to do, ended when the network is
/// collected or takes another number of threads. What they compute has the same bits as without them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workers
{
    private readonly WorkerPool _pool;

    /// <summary>One for each power of two of rows, since a large step may be worth it and a small one not.</summary>
    private readonly StepChoice[] _choices = new StepChoice[32];

    private int _isBusy;

    private bool _isShared;

    private bool _wasDivided;

    private int _rows;

    private long _start;

    /// <summary>Makes workers; no thread starts yet.</summary>
    /// <param name="threads">Threads, the caller's included; 2 or more.</param>
    internal Workers(int threads)
    {
        Threads = threads;
        _pool = new WorkerPool(threads - 1);
    }

    /// <summary>Ends the threads of a network that was collected.</summary>
    ~Workers() => _pool.Stop();

    /// <summary>Threads, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>
    /// These workers during a step that is shared among them; null between steps, and during one that had better run on one thread, because the other cores are busy.
    /// </summary>
    public Workers? OfStep => _isShared ? this : null;

    /// <summary>Workers for so many threads, but no more than there are cores: null if that is one.</summary>
    /// <param name="present">The workers until now, or null; ended if their number is another.</param>
    /// <param name="threads">Threads, 1 or more.</param>
    public static Workers? For(Workers? present, int threads)
    {
        threads = int.Min(threads, Environment.ProcessorCount);
        if (present?.Threads == threads)
        {
            return present;
        }

        present?._pool.Stop();
        return threads > 1 ? new Workers(threads) : null;
    }

    /// <summary>Begins a training step.</summary>
    /// <param name="rows">Rows of the mini-batch.</param>
    public void BeginStep(int rows)
    {
        _rows = rows;
        _start = Stopwatch.GetTimestamp();
        _wasDivided = false;
        _isShared = _choices[BitOperations.Log2((uint)rows)].Begin(_start);
    }

    /// <summary>Ends the step begun last.</summary>
    public void EndStep()
    {
        bool isShared = _isShared;
        _isShared = false;
        StepCounter.Count(isShared && _wasDivided);

        // Steps of which nothing is worth dividing teach nothing.
        if (_wasDivided || !isShared)
        {
            long now = Stopwatch.GetTimestamp();
            int choice = BitOperations.Log2((uint)_rows);

            // As long as a step of the least rows would take that share a choice, so that they can be compared.
            _choices[choice].End(now, (double)(now - _start) * (1 << choice) / _rows);
        }
    }

    /// <summary>Runs all chunks of a job on the threads; on the caller's alone if they are busy with another one.</summary>
    /// <param name="job">The job; copied.</param>
    /// <param name="chunks">How many chunks it has.</param>
    /// <exception cref="Exception">The first that a chunk threw, after all have ended.</exception>
    internal unsafe void Run<TJob>(ref TJob job, int chunks)
        where TJob : struct, IJob
    {
        if (chunks == 1 || chunks > WorkerPool.MaxChunks || Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                job.Execute(chunk);
            }

            return;
        }

        TJob shared = job;
        try
        {
            _wasDivided = true;
            _pool.Run(&Execute<TJob>, (nint)Unsafe.AsPointer(ref shared), chunks);
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    private static unsafe void Execute<TJob>(nint job, int chunk)
        where TJob : struct, IJob
        => Unsafe.AsRef<TJob>((void*)job).Execute(chunk);
}
