using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using Pool = BackpropGen.Runtime.Workers;

namespace BackpropGen.Tests.Runtime;

/// <summary>Jobs in chunks over several threads.</summary>
public sealed class WorkersTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 100)]
    [InlineData(3, 7)]
    [InlineData(8, 1000)]
    public void Every_chunk_is_done_once(int threads, int chunks)
    {
        var workers = new Pool(threads);
        int[] counts = new int[chunks];
        var job = new CountingJob(counts, new bool[1024]);
        for (int i = 1; i <= 300; i++)
        {
            workers.Run(ref job, chunks);
            Assert.All(counts, count => Assert.Equal(i, count));
        }
    }

    [Fact]
    public void Results_of_a_job_are_seen_by_the_next_whatever_its_type()
    {
        var workers = new Pool(4);
        int[] numbers = new int[64], counts = new int[16];
        for (int i = 1; i <= 2000; i++)
        {
            var add = new AddingJob(numbers, i);
            workers.Run(ref add, 16);
            var count = new CountingJob(counts, new bool[8]);
            workers.Run(ref count, 16);
        }

        Assert.All(numbers, number => Assert.Equal(2000 * 2001 / 2, number));
        Assert.All(counts, count => Assert.Equal(2000, count));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void All_threads_work_after_they_have_blocked(int threads)
    {
        var workers = new Pool(threads);
        for (int i = 0; i < 3; i++)
        {
            var found = new Thread[threads];
            using var arrivals = new CountdownEvent(threads);
            var job = new MeetingJob(arrivals, found);
            workers.Run(ref job, threads);
            Assert.Equal(threads, found.Distinct().Count());
            Assert.Contains(Thread.CurrentThread, found);
            foreach (Thread thread in found.Where(thread => thread != Thread.CurrentThread))
            {
                Assert.True(thread.IsBackground);
                Assert.StartsWith("BackpropGen worker ", thread.Name, StringComparison.Ordinal);
                SpinUntilBlocked(thread);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void An_exception_reaches_the_caller_after_all_chunks_and_the_threads_go_on(int failing)
    {
        var workers = new Pool(3);
        int[] counts = new int[10];
        var job = new FailingJob(failing, counts);
        for (int i = 1; i <= 50; i++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => workers.Run(ref job, 10));
            Assert.Equal("chunk " + failing, error.Message);
            Assert.All(counts, count => Assert.Equal(i, count));
        }

        var later = new CountingJob(counts, new bool[8]);
        workers.Run(ref later, 10);
        Assert.All(counts, count => Assert.Equal(51, count));
    }

    [Fact]
    public void A_job_inside_a_job_is_done_by_the_thread_that_asks()
    {
        var workers = new Pool(3);
        int[] counts = new int[5];
        var job = new NestedJob(workers, counts);
        workers.Run(ref job, 20);
        Assert.All(counts, count => Assert.Equal(20, count));
    }

    [Fact]
    public void Many_callers_with_workers_of_their_own_run_at_once()
    {
        Parallel.For(0, 12, new ParallelOptions { MaxDegreeOfParallelism = 12 }, _ =>
        {
            var workers = new Pool(3);
            int[] numbers = new int[64];
            for (int i = 1; i <= 300; i++)
            {
                var job = new AddingJob(numbers, i);
                workers.Run(ref job, 16);
            }

            Assert.All(numbers, number => Assert.Equal(300 * 301 / 2, number));
        });
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var workers = new Pool(2);
        int[] numbers = new int[64];
        int calls = 0;
        AllocationAssert.None(() =>
        {
            calls++;
            var job = new AddingJob(numbers, 1);
            workers.BeginStep(7);
            workers.Run(ref job, 16);
            workers.EndStep();
        });
        Assert.All(numbers, number => Assert.Equal(calls, number));
    }

    [Fact]
    public void Threads_end_when_nobody_holds_the_workers()
    {
        Thread thread = StartAndForget();
        for (int i = 0; i < 100 && thread.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            thread.Join(50);
        }

        Assert.False(thread.IsAlive);
    }

    [Fact]
    public void A_job_is_let_go_when_it_is_done()
    {
        var workers = new Pool(2);
        WeakReference numbers = RunAndForget(workers);
        GC.Collect();
        Assert.False(numbers.IsAlive);
        GC.KeepAlive(workers);
    }

    [Fact]
    public void One_thread_needs_no_workers_and_the_same_number_keeps_them()
    {
        Assert.Null(Pool.For(null, 1));
        Pool? two = Pool.For(null, 2);
        Assert.Equal(Environment.ProcessorCount == 1, two is null);
        Assert.Same(two, Pool.For(two, 2));
        Assert.Null(Pool.For(two, 1));
        Assert.Equal(Environment.ProcessorCount, Pool.For(null, int.MaxValue)?.Threads ?? 1);
    }

    [Fact]
    public void Another_number_of_threads_ends_those_of_before()
    {
        var workers = new Pool(2);
        Thread helper = Helper(workers);
        Assert.Null(Pool.For(workers, 1));
        Assert.True(helper.Join(10_000));

        int[] counts = new int[10];
        var job = new CountingJob(counts, new bool[8]);
        workers.Run(ref job, 10);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Work_is_shared_only_during_steps()
    {
        var workers = new Pool(2);
        Assert.Null(workers.OfStep);
        workers.BeginStep(64);
        Assert.Same(workers, workers.OfStep);
        workers.EndStep();
        Assert.Null(workers.OfStep);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Thread StartAndForget() => Helper(new Pool(2));

    private static Thread Helper(Pool workers)
    {
        var found = new Thread[2];
        using var arrivals = new CountdownEvent(2);
        var job = new MeetingJob(arrivals, found);
        workers.Run(ref job, 2);
        return found.Single(thread => thread != Thread.CurrentThread);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunAndForget(Pool workers)
    {
        int[] numbers = new int[64];
        var job = new AddingJob(numbers, 1);
        workers.Run(ref job, 16);
        return new WeakReference(numbers);
    }

    private static void SpinUntilBlocked(Thread thread) =>
        Assert.True(SpinWait.SpinUntil(() => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0, 30_000));
}
