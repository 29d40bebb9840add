using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>The contenders of a case, on the same data and with the same parameters.</summary>
internal sealed class Lineup : IDisposable
{
    private const int TrainingRows = 2048;

    /// <summary>Inputs of a pass, about: a few batches of the small networks, one of the large.</summary>
    private const int LargestPass = 1 << 19;

    private readonly List<(Own Kind, IContender Contender)> _own = [];
    private readonly List<IContender> _peers = [];
    private readonly Data<float> _data;
    private Data<double>? _doubles;

    public Lineup(Case @case, Workload workload, PeerLibraries peers)
    {
        Case = @case;
        Workload = workload;
        Rows = @case.Batch == 1 ? Workload.Rows : @case.Batch * Math.Clamp(LargestPass / (@case.Batch * Workload.Sizes[0]), 1, 4);
        Rate = @case.Batch == 1 ? Workload.RowRate : Workload.BatchRate;
        _data = new Data<float>(Workload, Rows);

        if (!@case.Predicts)
        {
            Add(Own.Step);
        }

        foreach (Own kind in @case.Targets.Select(target => target.Subject).Distinct().Where(kind => kind != Own.Step))
        {
            Add(kind);
        }

        if (!@case.TwoCores)
        {
            foreach (Mode mode in _own.Select(own => own.Contender.Mode).Distinct())
            {
                _peers.AddRange(peers.Create(Workload, mode, @case.Batch, _data, Rate));
            }
        }

        Parameters = Start();
    }

    public Case Case { get; }

    public Workload Workload { get; }

    /// <summary>Rows of a pass.</summary>
    public int Rows { get; }

    public float Rate { get; }

    /// <summary>What every contender starts from: for single rows of the classifiers those after some training, with its share of inactive units.</summary>
    public float[] Parameters { get; }

    public IEnumerable<IContender> All => _own.Select(own => own.Contender).Concat(_peers);

    public IReadOnlyList<IContender> Peers => _peers;

    public IContender Of(Own kind) => _own.Find(own => own.Kind == kind).Contender;

    public void Dispose()
    {
        foreach (IDisposable peer in _peers.OfType<IDisposable>())
        {
            peer.Dispose();
        }

        _data.Dispose();
        _doubles?.Dispose();
    }

    private void Add(Own kind) => _own.Add((kind, Create(kind)));

    private IContender Create(Own kind)
    {
        if (kind == Own.Double)
        {
            ITrainableNetwork<double> network = Workload.CreateDouble!();
            _doubles = new Data<double>(Workload, Rows);
            return Make("TrainStep in double", Mode.Step, _doubles, network, new AnyCalls<double>(network));
        }

        ITrainableNetwork<float> net = Workload.Create();
        switch (kind)
        {
            case Own.Adam:
                return Make("TrainStep with Adam", Mode.Step, _data, net, new OptimizerCalls<Adam>(net, new Adam(1e-4)));
            case Own.TwoThreads:
                net.Threads = 2;
                return Make("TrainStep, two threads", Mode.Step, _data, net, new AnyCalls<float>(net));
            default:
                (string name, Mode mode) = kind switch { Own.Rows => ("TrainRows", Mode.Rows), Own.Predict => ("Predict", Mode.Predict), _ => ("TrainStep", Mode.Step) };
                return net switch
                {
                    W1 w1 => Make(name, mode, _data, net, new W1Calls(w1)),
                    W2 w2 => Make(name, mode, _data, net, new W2Calls(w2)),
                    W3 w3 => Make(name, mode, _data, net, new W3Calls(w3)),
                    _ => Make(name, mode, _data, net, new AnyCalls<float>(net)),
                };
        }
    }

    private OwnContender<TCalls, T> Make<TCalls, T>(string name, Mode mode, Data<T> data, INetwork<T> network, TCalls calls)
        where TCalls : struct, ICalls<T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new(name, mode, Case.Batch, Rate, data, network, calls);

    private float[] Start()
    {
        ITrainableNetwork<float> network = Workload.Create();
        if (Case.Batch == 1 && Workload.Targets == TargetKind.LargestInput)
        {
            for (int row = 0; row < TrainingRows; row += Rows)
            {
                network.TrainRows(_data.InputRows(0, Rows), _data.TargetRows(0, Rows), Rate);
            }
        }

        var parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
