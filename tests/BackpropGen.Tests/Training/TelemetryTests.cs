using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Training;

/// <summary>What listeners hear. Each test trains a network of its own kind, since other tests' trainings are heard too.</summary>
public sealed class TelemetryTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = new Adam(0.01), BatchSize = 16, Epochs = 3, Validation = Waves.Validation };

    [Fact]
    public void Steps_rows_per_second_and_losses_are_measured_once_an_epoch()
    {
        var heard = new List<(string Instrument, double Value)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == "BackpropGen") { l.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
        TrainingResult result = new HeardNetwork().Train(Waves.Training, Options);

        Assert.Equal([4.0, 4, 4], Values("steps"));
        Assert.Equal(result.History.Select(e => e.Loss), Values("loss"));
        Assert.Equal(result.History.Select(e => e.ValidationLoss), Values("validation_loss"));
        Assert.Equal(3, Values("rows_per_second").Count(v => v > 0));

        void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags[0] is { Key: "network", Value: nameof(HeardNetwork) })
            {
                heard.Add((instrument.Name, value));
            }
        }

        IEnumerable<double> Values(string name) => heard.Where(h => h.Instrument == $"backpropgen.training.{name}").Select(h => h.Value);
    }

    // in the class of the listeners, so that none of them is there meanwhile
    [Fact]
    public void Where_nobody_listens_nothing_is_allocated()
    {
        var telemetry = new BackpropGen.Runtime.TrainingTelemetry("Unheard");
        Runtime.AllocationAssert.None(() =>
        {
            telemetry.Begin(1, 1);
            telemetry.BeginEpoch();
            telemetry.EndSteps(3, 4);
            telemetry.EndEpoch(new EpochRecord(1, 2, 3, 4));
        });
    }

    [Fact]
    public void A_run_is_an_activity_and_the_callers_own_stays_current()
    {
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "BackpropGen",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (ended)
                {
                    ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var own = new Activity("caller").Start();
        TrainingEpochs epochs = new TracedNetwork().TrainEpochs(Waves.Training, Options);
        Assert.All(epochs, _ => Assert.Same(own, Activity.Current));

        Assert.Same(own, Activity.Current);
        Activity run = ended.Single(a => (string?)a.GetTagItem("network") == nameof(TracedNetwork));
        Assert.Equal(("train", own.SpanId), (run.OperationName, run.ParentSpanId));
        Assert.Equal(("Completed", 3, 12L), (run.GetTagItem("stop_reason"), run.GetTagItem("epochs_done"), run.GetTagItem("updates")));
    }
}

/// <summary>Trained by one test only.</summary>
[Network(1)]
[Dense(1)]
internal sealed partial class HeardNetwork;

/// <summary>Trained by one test only.</summary>
[Network(1)]
[Dense(1)]
internal sealed partial class TracedNetwork;
