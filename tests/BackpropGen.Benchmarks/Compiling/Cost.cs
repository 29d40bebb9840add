using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>Time and allocated memory of something done once.</summary>
internal readonly record struct Cost(double Milliseconds, long Bytes)
{
    public static Cost Median(int runs, Action<int> work) => Median(runs, _ => { }, work);

    /// <summary>Medians over some runs; what <paramref name="prepare"/> does does not count.</summary>
    public static Cost Median(int runs, Action<int> prepare, Action<int> work)
    {
        var costs = new Cost[runs];
        for (int i = 0; i < runs; i++)
        {
            prepare(i);
            long bytes = GC.GetTotalAllocatedBytes(true), start = Stopwatch.GetTimestamp();
            work(i);
            costs[i] = new Cost(Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetTotalAllocatedBytes(true) - bytes);
        }

        return new Cost(costs.Select(cost => cost.Milliseconds).Order().ElementAt(runs / 2), costs.Select(cost => cost.Bytes).Order().ElementAt(runs / 2));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Milliseconds < 10 ? Milliseconds.ToString("F2", CultureInfo.InvariantCulture) : Milliseconds.ToString("F0", CultureInfo.InvariantCulture))} ms, {(Bytes < 10 << 20 ? $"{Bytes >> 10} KB" : $"{Bytes >> 20} MB")}");
}
