using System;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;

namespace BackpropGen.Runtime;

/// <summary>Runs trainings that do not depend on one another.</summary>
internal static class ParallelTrials
{
    /// <summary>All of them, on as many cores as there are; in an order of their own, each in its place of the result.</summary>
    /// <param name="count">How many.</param>
    /// <param name="run">Runs one, by its number from 0.</param>
    /// <param name="cores">How many at once.</param>
    public static TResult[] Run<TResult>(int count, Func<int, TResult> run, int cores)
    {
        var results = new TResult[count];
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = cores }, trial => results[trial] = run(trial));
        }
        catch (AggregateException e)
        {
            // what the first trial threw, as a loop would have
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return results;
    }
}
