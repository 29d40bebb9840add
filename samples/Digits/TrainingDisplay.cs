using System;
using BackpropGen;
using Spectre.Console;

namespace Digits;

/// <summary>A line for each epoch and, where the console can draw one, a progress bar below them.</summary>
internal static class TrainingDisplay
{
    public static TrainingResult Run(Func<IProgress<TrainingProgress>, TrainingResult> train) => Console.IsOutputRedirected
        ? train(new Reporter(bar: null))
        : AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => train(new Reporter(context.AddTask("training"))));

    /// <summary>Reports at once, on the thread that trains: <see cref="Progress{T}"/> would post to the thread pool, where lines may change places.</summary>
    private sealed class Reporter(ProgressTask? bar) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (bar is not null)
            {
                bar.MaxValue = value.Epochs;
                bar.Value = value.Epoch;
            }

            AnsiConsole.WriteLine(
                $"epoch {value.Epoch,2}: loss {value.Loss:F4}, test loss {value.ValidationLoss:F4}, test accuracy {100 * value.Accuracy:F2} %");
        }
    }
}
