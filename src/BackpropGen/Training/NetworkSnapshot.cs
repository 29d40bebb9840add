using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>A state of a network to go back to: parameters, running statistics and what training draws from.</summary>
internal sealed class NetworkSnapshot<T>(ITrainableNetwork<T> network)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] _parameters = new T[network.ParameterCount];
    private T[] _statistics = new T[network.StatisticCount];
    private T[] _newParameters = new T[network.ParameterCount];
    private T[] _newStatistics = new T[network.StatisticCount];
    private RandomState _randomState;
    private bool _taken;

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

        (_parameters, _newParameters) = (_newParameters, _parameters);
        (_statistics, _newStatistics) = (_newStatistics, _statistics);
        _randomState = network.RandomState;
        return _taken = true;
    }

    /// <summary>Sets the network to the state taken last, and clears the optimizer's state, which belongs to the steps undone.</summary>
    public void Restore()
    {
        network.SetParameters(_parameters);
        network.SetStatistics(_statistics);
        network.RandomState = _randomState;
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
