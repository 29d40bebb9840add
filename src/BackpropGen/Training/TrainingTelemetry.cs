using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BackpropGen.Runtime;

/// <summary>
/// What a training tells those who listen to the meter and the activity source <c>BackpropGen</c>: once an epoch, never within one. Where nobody listens, nothing is measured or allocated.
/// </summary>
internal sealed class TrainingTelemetry(string network)
{
    private const string Name = "BackpropGen";
    private const string NetworkTag = "network";

    private static readonly ActivitySource s_activities = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_steps = s_meter.CreateCounter<long>("backpropgen.training.steps", "{step}", "Updates of the parameters.");
    private static readonly Histogram<double> s_rowsPerSecond = s_meter.CreateHistogram<double>("backpropgen.training.rows_per_second", "{row}/s", "Rows trained on a second, without measuring; one value an epoch.");
    private static readonly Histogram<double> s_loss = s_meter.CreateHistogram<double>("backpropgen.training.loss", null, "The mean of the steps' losses; one value an epoch.");
    private static readonly Histogram<double> s_validationLoss = s_meter.CreateHistogram<double>("backpropgen.training.validation_loss", null, "The loss of the validation data; one value an epoch that measures it.");

    private Activity? _activity;
    private long _epochStart;

    /// <summary>A training begins.</summary>
    /// <param name="epochs">How many epochs there are to be.</param>
    /// <param name="rows">Rows to learn from.</param>
    public void Begin(int epochs, int rows)
    {
        if (!s_activities.HasListeners())
        {
            return;
        }

        // the caller's own activity stays the current one: in the pull form it gets the control back
        Activity? current = Activity.Current;
        _activity = s_activities.StartActivity("train");
        _activity?.SetTag(NetworkTag, network).SetTag("epochs", epochs).SetTag("rows", rows);
        Activity.Current = current;
    }

    /// <summary>An epoch's steps begin.</summary>
    public void BeginEpoch() => _epochStart = s_rowsPerSecond.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>They have ended.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="rows">How many rows they took; 0 if the epoch was broken off.</param>
    public void EndSteps(long steps, int rows)
    {
        var tag = new KeyValuePair<string, object?>(NetworkTag, network);
        s_steps.Add(steps, tag);
        if (s_rowsPerSecond.Enabled && rows > 0 && _epochStart != 0)
        {
            s_rowsPerSecond.Record(rows / Stopwatch.GetElapsedTime(_epochStart).TotalSeconds, tag);
        }
    }

    /// <summary>An epoch was recorded.</summary>
    public void EndEpoch(EpochRecord record)
    {
        var tag = new KeyValuePair<string, object?>(NetworkTag, network);
        s_loss.Record(record.Loss, tag);
        if (!double.IsNaN(record.ValidationLoss))
        {
            s_validationLoss.Record(record.ValidationLoss, tag);
        }
    }

    /// <summary>The training has ended.</summary>
    public void End(TrainingResult result)
    {
        if (_activity is null)
        {
            return;
        }

        Activity? current = Activity.Current;
        _activity.SetTag("stop_reason", result.StopReason.ToString()).SetTag("epochs_done", result.Epochs).SetTag("updates", result.Updates);
        if (result.NonFiniteAt is BatchPosition at)
        {
            _activity.SetStatus(ActivityStatusCode.Error, $"the loss of epoch {at.Epoch}, batch {at.Batch} is not finite");
        }

        _activity.Stop();
        Activity.Current = current;
    }
}
