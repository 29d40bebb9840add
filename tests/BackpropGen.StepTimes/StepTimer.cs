using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace BackpropGen.Benchmarks;

/// <summary>A call of a network, timed.</summary>
internal sealed class StepTimer : IDisposable
{
    /// <summary>The request for the core's peak.</summary>
    public const string Peak = "peak";

    private const double SampleSeconds = 5e-3, WarmUpSeconds = 0.4;

    private readonly ITrainableNetwork<float> _network;
    private readonly Data<float> _data;
    private readonly Mode _mode;
    private readonly int _batch;
    private readonly float _rate;
    private readonly float[] _parameters;
    private readonly int _calls;

    private StepTimer(Workload workload, Mode mode, int batch)
    {
        _network = workload.Create();
        _data = new Data<float>(workload, Math.Max(batch, workload.Rows / batch * batch));
        (_mode, _batch, _rate) = (mode, batch, batch == 1 ? workload.RowRate : workload.BatchRate);
        _parameters = new float[_network.ParameterCount];
        _network.GetParameters(_parameters);
        _calls = Math.Max(1, (int)Math.Ceiling(SampleSeconds / WarmUp()));
    }

    /// <summary>A timer of <c>workload mode batch</c>.</summary>
    public static StepTimer Of(string request)
    {
        string[] words = request.Split(' ');
        return new StepTimer(Workload.Of(words[0]), Enum.Parse<Mode>(words[1]), int.Parse(words[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Seconds of processor time of one call, in the mean over some milliseconds; training starts from the same parameters each time.</summary>
    public double Sample()
    {
        _network.SetParameters(_parameters);
        Run(Math.Min(_calls, 8));
        double before = Posix.ThreadSeconds;
        Run(_calls);
        return (Posix.ThreadSeconds - before) / _calls;
    }

    public void Dispose() => _data.Dispose();

    /// <summary>Brings the code to its last form, and gives the seconds of a call.</summary>
    private double WarmUp()
    {
        var taken = new List<double>();
        double start = Posix.ThreadSeconds;
        while (Posix.ThreadSeconds - start < WarmUpSeconds)
        {
            double before = Posix.ThreadSeconds;
            Run(10);
            taken.Add((Posix.ThreadSeconds - before) / 10);
            Thread.Sleep(1); // the JIT compiles hot code on another thread
        }

        // not the least: the clock of a thread may once stand still, and calls without end would make up for it
        taken.Sort();
        return taken[taken.Count / 2];
    }

    private void Run(int calls)
    {
        for (int call = 0, row = 0; call < calls; call++, row = row + (2 * _batch) > _data.Rows ? 0 : row + _batch)
        {
            if (_mode == Mode.Predict)
            {
                _network.Predict(_data.InputRows(row, _batch), _data.OutputRows(_batch));
            }
            else
            {
                _network.TrainStep(_data.InputRows(row, _batch), _data.TargetRows(row, _batch), _rate);
            }
        }
    }
}
