using System;
using System.Numerics;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>One training, epoch by epoch: what is recorded, when it ends, what stays. Its buffers are allocated once; a step allocates nothing.</summary>
internal sealed class TrainingRun<T> : ITrainingRun
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainableNetwork<T> _network;
    private readonly Dataset<T>? _validation;
    private readonly TrainingOptions _options;
    private readonly TrainingData<T> _data;
    private readonly RunnerFactory<T> _runners;
    private readonly NetworkSnapshot<T> _lastEpoch;
    private readonly NetworkSnapshot<T>? _best;
    private readonly GradientMeasure<T>? _gradient;
    private readonly LayerReporter<T>? _layers;
    private readonly RunProgress _progress;
    private readonly Checkpointer<T>? _checkpointer;
    private readonly StepCounter _steps = new();
    private readonly TrainingTelemetry _telemetry;
    private EpochRunner<T> _runner = null!;
    private Interruption _interruption = null!;
    private int _threadsBefore;
    private BatchPosition? _nonFiniteAt;

    /// <summary>Checks everything and allocates; the network stays as it is until the first epoch is asked for.</summary>
    public TrainingRun(ITrainableNetwork<T> network, Dataset<T> data, TrainingOptions options)
    {
        TrainingChecks.Data(network, data, nameof(data));
        IOptimizer optimizer = TrainingChecks.Optimizer(options);
        if (optimizer is IFullBatchOptimizer fullBatch)
        {
            TrainingChecks.FullBatch(fullBatch, data, options);
        }

        (_network, _options) = (network, options);
        _validation = TrainingChecks.Validation(network, options);
        _data = new TrainingData<T>(network.Description, data, TrainingChecks.Batches(network, data, options), options);
        _runners = new RunnerFactory<T>(network, _data, optimizer, options);
        _progress = new RunProgress(options.Schedule?.StateCount ?? 0);
        _telemetry = new TrainingTelemetry(network.Description.Name);
        _lastEpoch = new NetworkSnapshot<T>(network);
        _best = options.KeepsBest ? new NetworkSnapshot<T>(network) : null;
        _gradient = options.GradientNorm is null ? null : new GradientMeasure<T>(network, _data);
        _layers = options.LayerReports ? new LayerReporter<T>(network, data) : null;
        _checkpointer = options.Checkpoint is null && options.ResumeFrom is null ? null : new Checkpointer<T>(network, _data, options);
    }

    /// <inheritdoc/>
    public TrainingResult? Result { get; private set; }

    /// <inheritdoc/>
    public EpochReport? Next(CancellationToken cancellationToken)
    {
        if (Result is not null)
        {
            return null;
        }

        Start(cancellationToken);
        if (_progress.End(_options) is StopReason over)
        {
            Finish(over);
            return null;
        }

        EpochOutcome outcome = RunEpoch();
        if (outcome.BrokenOff is StopReason reason)
        {
            Finish(reason);
            return null;
        }

        EpochReport report = Record(outcome);
        _progress.Seconds = report.Elapsed.TotalSeconds;
        _checkpointer?.Write(_progress, _lastEpoch, _progress.BestEpoch > 0 ? _best : null, isLast: report.StopReason is not null);
        if (report.StopReason is StopReason end)
        {
            Finish(end);
        }

        return report;
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        if (Result is null)
        {
            Finish(StopReason.Cancelled);
        }
    }

    private void Start(CancellationToken cancellationToken)
    {
        if (_runner is not null)
        {
            return;
        }

        _telemetry.Begin(_options.Epochs, _data.Learned.RowCount);
        _network.ResetOptimizer();
        _threadsBefore = _network.Threads;
        _network.Threads = _options.Threads ?? _threadsBefore;
        _runner = _runners.Make();
        _checkpointer?.Resume(_progress, _runner, _best);
        _layers?.Begin();
        _interruption = new Interruption(_options.TimeLimit, _progress.Seconds, cancellationToken);
        _lastEpoch.TryTake();
        _layers?.Begin();
    }

    private EpochOutcome RunEpoch()
    {
        int epoch = _progress.Epoch + 1;
        long updates = _runner.Update;
        _telemetry.BeginEpoch();
        EpochOutcome outcome = RunSteps(epoch);
        _telemetry.EndSteps(_runner.Update - updates, outcome.BrokenOff is null ? _data.Learned.RowCount : 0);

        // the last update of the epoch may have overflowed, which no loss has shown yet
        if (outcome.BrokenOff is null && !_lastEpoch.TryTake())
        {
            outcome = outcome with { BrokenOff = StopReason.NonFiniteLoss };
        }

        if (outcome.BrokenOff == StopReason.NonFiniteLoss)
        {
            _nonFiniteAt = new BatchPosition(epoch, outcome.Batch);
        }

        return outcome;
    }

    private EpochOutcome RunSteps(int epoch)
    {
        _steps.Begin();
        try
        {
            return _runner.Run(epoch, _progress.ScheduleState, _interruption);
        }
        finally
        {
            StepCounter.End();
            _progress.Update = _runner.Update;
        }
    }

    private EpochReport Record(EpochOutcome outcome)
    {
        int epoch = _progress.Epoch + 1;
        bool measured = epoch % _options.ValidateEvery == 0;
        (double validationLoss, double accuracy) = measured ? Measure() : (double.NaN, double.NaN);
        var record = new EpochRecord(epoch, outcome.Loss, validationLoss, accuracy) { LearningRate = outcome.LearningRate, Layers = _layers?.Report() };
        _progress.History.Add(record);
        _telemetry.EndEpoch(record);
        bool isBest = (measured || _validation is null) && Watch(_validation is null ? outcome.Loss : validationLoss);
        if (isBest)
        {
            _best?.Copy(_lastEpoch);
        }

        _progress.GradientNorm = _gradient?.Norm() ?? double.PositiveInfinity;
        return new EpochReport
        {
            Record = record,
            Epochs = _options.Epochs,
            Updates = _progress.Update,
            IsBest = isBest,
            Elapsed = _interruption.Elapsed,
            StopReason = outcome.End ?? _progress.End(_options),
        };
    }

    private bool Watch(double loss)
    {
        _options.Schedule?.Observe(loss, _progress.ScheduleState);
        return _progress.Watch(loss, _options.MinimalImprovement);
    }

    private (double ValidationLoss, double Accuracy) Measure()
    {
        if (_validation is null)
        {
            return (double.NaN, Evaluator.Accuracy(_network, _data.Given));
        }

        (double loss, double accuracy, _) = Evaluator.Evaluate(_network, _validation);
        return (loss, accuracy);
    }

    private void Finish(StopReason reason)
    {
        bool restoresBest = _best is not null && _progress.BestEpoch > 0 && reason != StopReason.NonFiniteLoss;
        if (reason == StopReason.NonFiniteLoss)
        {
            _lastEpoch.Restore();
        }
        else if (restoresBest && (_progress.BestEpoch != _progress.Epoch || reason is StopReason.Cancelled or StopReason.TimeLimit))
        {
            _best!.Restore();
        }

        int threads = Math.Min(_network.Threads, Environment.ProcessorCount);
        if (_runner is not null)
        {
            _network.Threads = _threadsBefore;
        }

        Result = new TrainingResult(reason, new TrainingHistory(_progress.History))
        {
            Updates = _progress.Update,
            BestEpoch = _progress.BestEpoch > 0 ? _progress.BestEpoch : null,
            BestLoss = _progress.BestEpoch > 0 ? _progress.BestLoss : double.NaN,
            RestoredBest = restoresBest,
            NonFiniteAt = _nonFiniteAt,
            Network = _network.Description,
            Options = _options,
            ThreadUse = _steps.Use(threads, _progress.Update),
        };
        _telemetry.End(Result);
    }
}
