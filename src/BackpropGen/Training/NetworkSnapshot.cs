using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>A state of a network to go back to: parameters, running statistics and what training draws from.</summary>
internal sealed class NetworkSnapshot<T>(ITrainableNetwork<T> network)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] _newParameters = new T[network.ParameterCount];
    private T[] _newStatistics = new T[network.StatisticCount];
    private bool _taken;

    /// <summary>The parameters taken, in canonical order.</summary>
    private T[] Parameters { get; set; } = new T[network.ParameterCount];

    /// <summary>The running statistics taken.</summary>
    private T[] Statistics { get; set; } = new T[network.StatisticCount];

    /// <summary>What training drew from next.</summary>
    private RandomState RandomState { get; set; }

    /// <summary>Takes the present state, unless it holds a value that is not finite: then the state taken before stays, and the answer is false.</summary>
    /// <remarks>The first state is taken as it is: it is the one training was given.</remarks>
    public bool TryTake()
    {
        network.GetParameters(_newParameters);
        network.GetStatistics(_newStatistics);
        if (_taken && !(AllFinite(_newParameters) && AllFinite(_newStatistics)))
        {
            return false;
        }

        (Parameters, _newParameters) = (_newParameters, Parameters);
        (Statistics, _newStatistics) = (_newStatistics, Statistics);
        RandomState = network.RandomState;
        return _taken = true;
    }

    /// <summary>What was taken, not copied.</summary>
    public NetworkState<T> State => new(Parameters, Statistics, RandomState);

    /// <summary>Takes a state that was saved.</summary>
    public void Set(NetworkState<T> state)
    {
        state.Parameters.CopyTo(Parameters, 0);
        state.Statistics.CopyTo(Statistics, 0);
        RandomState = state.RandomState;
    }

    /// <summary>Takes another snapshot's state.</summary>
    public void Copy(NetworkSnapshot<T> other)
    {
        other.Parameters.CopyTo(Parameters, 0);
        other.Statistics.CopyTo(Statistics, 0);
        RandomState = other.RandomState;
    }

    /// <summary>Sets the network to the state taken last, and clears the optimizer's state, which belongs to the steps undone.</summary>
    public void Restore()
    {
        network.SetParameters(Parameters);
        network.SetStatistics(Statistics);
        network.RandomState = RandomState;
        network.ResetOptimizer();
    }

    private static bool AllFinite(ReadOnlySpan<T> values)
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
