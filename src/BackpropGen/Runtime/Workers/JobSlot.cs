using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>Where the threads of a pool find the job that they work on, whatever its type.</summary>
internal abstract class JobSlot
{
    private static int s_types;

    /// <summary>Does one chunk of the job.</summary>
    public abstract void Execute(int chunk);

    /// <summary>A slot for each type of job, made on first use: so that no later one allocates.</summary>
    public static JobSlot<TJob> Find<TJob>(ref JobSlot?[] slots)
        where TJob : struct, IJob
    {
        int index = Index<TJob>.Value;
        if (index >= slots.Length)
        {
            System.Array.Resize(ref slots, index + 1);
        }

        return (JobSlot<TJob>)(slots[index] ??= new JobSlot<TJob>());
    }

    private static class Index<TJob>
    {
        public static readonly int Value = Interlocked.Increment(ref s_types) - 1;
    }
}

/// <summary>A slot for jobs of one type.</summary>
internal sealed class JobSlot<TJob> : JobSlot
    where TJob : struct, IJob
{
    private TJob _job;

    /// <summary>The job; read by other threads only between its publication and its end.</summary>
    public ref TJob Job => ref _job;

    /// <inheritdoc/>
    public override void Execute(int chunk) => _job.Execute(chunk);
}
