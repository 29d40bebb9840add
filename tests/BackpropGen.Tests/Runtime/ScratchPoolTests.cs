using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class ScratchPoolTests
{
    [Fact]
    public void Gives_arrays_of_the_length_and_takes_them_back()
    {
        ScratchPool<float> pool = new(5);
        AlignedArray<float> first = pool.Rent(), second = pool.Rent();
        Assert.InRange(first.Length, 5, 20);
        Assert.NotSame(first, second);
        pool.Return(first);
        Assert.Same(first, pool.Rent());
    }

    [Fact]
    public void Keeps_as_many_as_were_ever_in_use()
    {
        const int Many = 50;
        ScratchPool<float> pool = new(1);
        HashSet<AlignedArray<float>> made = [];
        for (int i = 0; i < Many; i++)
        {
            Assert.True(made.Add(pool.Rent()));
        }

        foreach (AlignedArray<float> array in made)
        {
            pool.Return(array);
        }

        for (int i = 0; i < Many; i++)
        {
            Assert.Contains(pool.Rent(), made);
        }

        Assert.DoesNotContain(pool.Rent(), made);
    }

    [Fact]
    public void Allocates_nothing_once_warm()
    {
        ScratchPool<float> pool = new(100);
        AllocationAssert.None(() => pool.Return(pool.Rent()));
    }

    [Fact]
    public void Never_gives_one_array_to_two_at_once()
    {
        ScratchPool<int> pool = new(1);
        int clashes = 0;
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            AlignedArray<int> array = pool.Rent();
            if (Interlocked.Exchange(ref array.Span[0], 1) != 0)
            {
                Interlocked.Increment(ref clashes);
            }

            Thread.SpinWait(20);
            Volatile.Write(ref array.Span[0], 0);
            pool.Return(array);
        });
        Assert.Equal(0, clashes);
    }
}
