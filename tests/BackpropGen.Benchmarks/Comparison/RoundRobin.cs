using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace BackpropGen.Benchmarks;

/// <summary>Times contenders in turn, a short sample each, round after round, on one thread.</summary>
/// <param name="seconds">What all rounds of a case may take, about.</param>
/// <param name="clock">Seconds: of the thread, or of the wall.</param>
/// <param name="peak">The probe of the core's peak, which takes part.</param>
/// <param name="fewestRounds">Rounds, however long they take.</param>
internal sealed class RoundRobin(double seconds, Func<double> clock, FmaPeak peak, int fewestRounds = RoundRobin.FewestRounds)
{
    private const int FewestRounds = 7, MostRounds = 61, RoundsOfSlowOnes = 3;
    private const double SampleSeconds = 3e-3, WarmUpSeconds = 0.25, SlowRatio = 4, LongestSample = 20;
    private const int LargestReset = 1 << 20;

    /// <summary>Times all contenders of a line-up; the peak's samples are seconds a floating point operation.</summary>
    public (Dictionary<IContender, Samples> Contenders, Samples Peak) Run(Lineup lineup)
    {
        IContender[] contenders = [.. lineup.All];
        Dictionary<IContender, int> passes = WarmUp(lineup, contenders);
        var samples = contenders.ToDictionary(contender => contender, contender => new Samples(contender.Name));
        var peakSamples = new Samples(Against.Peak);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds && (round < fewestRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds); round++)
        {
            double best = round < RoundsOfSlowOnes ? 0 : samples.Values.Min(s => s.Median);
            peakSamples.Add(round, peak.SecondsPerFlop(clock));
            for (int i = 0; i < contenders.Length; i++)
            {
                // another order each round: nobody always runs after the same one
                IContender contender = contenders[(i + round) % contenders.Length];
                if (contender.IsOwn || best == 0 || samples[contender].Median < SlowRatio * best)
                {
                    samples[contender].Add(round, Sample(lineup, contender, passes[contender]));
                }
            }
        }

        return (samples, peakSamples);
    }

    /// <summary>
    /// Brings all to their final code and finds how many passes make a sample: the same for all, so that all go through the same steps, but
    /// for those so slow that their samples would take the time of many.
    /// </summary>
    private Dictionary<IContender, int> WarmUp(Lineup lineup, IContender[] contenders)
    {
        var pass = new Dictionary<IContender, double>();
        foreach (IContender contender in contenders)
        {
            var taken = new Samples(contender.Name);
            int count = 0;
            contender.Set(lineup.Parameters);
            long start = Stopwatch.GetTimestamp();
            do
            {
                taken.Add(count++, TimePasses(contender, lineup.Rows, 1));
                if (contender.IsOwn && Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds / 2)
                {
                    Thread.Sleep(1); // the JIT compiles hot code on another thread
                }
            }
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < (contender.IsOwn ? 2 * WarmUpSeconds : WarmUpSeconds / 5));
            pass[contender] = taken.Quiet; // not the least: the clock of a thread may once stand still, and passes without end would make up for it
        }

        double common = SampleSeconds / pass.Values.Min();
        return pass.ToDictionary(pair => pair.Key, pair => Math.Max(1, (int)Math.Ceiling(Math.Min(common, LongestSample * SampleSeconds / pair.Value))));
    }

    private double Sample(Lineup lineup, IContender contender, int passes)
    {
        if (contender.Mode != Mode.Predict && lineup.Parameters.Length <= LargestReset)
        {
            contender.Set(lineup.Parameters); // the same units are inactive for all
        }

        contender.Pass(Math.Min(lineup.Rows, Math.Max(lineup.Case.Batch, 32)));
        int calls = contender.Mode == Mode.Rows ? lineup.Rows : lineup.Rows / lineup.Case.Batch;
        return TimePasses(contender, lineup.Rows, passes) / ((double)passes * calls);
    }

    private double TimePasses(IContender contender, int rows, int passes)
    {
        double before = clock(), measured = 0;
        for (int i = 0; i < passes; i++)
        {
            contender.Pass(rows);
            measured += contender is ITimesItself other ? other.Seconds : 0;
        }

        return contender is ITimesItself ? measured : clock() - before;
    }
}
