using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>A network's loss in training mode as a function of parameters and inputs. Disposing gives the network its own state back.</summary>
internal sealed class LossProbe<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainableNetwork<T> _network;
    private readonly T[] _targets;
    private readonly T[] _ownParameters;
    private readonly T[] _ownStatistics;
    private readonly T[] _unused;
    private readonly RandomState _ownRandomState;

    /// <summary>Takes the network's state.</summary>
    public LossProbe(ITrainableNetwork<T> network, T[] inputs, T[] targets)
    {
        (_network, Inputs, _targets, _ownRandomState) = (network, inputs, targets, network.RandomState);
        _ownParameters = new T[network.ParameterCount];
        _ownStatistics = new T[network.StatisticCount];
        _unused = new T[network.ParameterCount];
        network.GetParameters(_ownParameters);
        network.GetStatistics(_ownStatistics);
        Parameters = [.. _ownParameters];
    }

    /// <summary>The point's parameters, in canonical order; free to change.</summary>
    public T[] Parameters { get; }

    /// <summary>The point's inputs; free to change.</summary>
    public T[] Inputs { get; }

    /// <summary>The loss at the point.</summary>
    public double Loss()
    {
        GoToPoint();
        return Number<T>.ToDouble(_network.ComputeGradients(Inputs, _targets, _unused));
    }

    /// <summary>The gradients at the point, as the network computes them.</summary>
    public (double[] Parameters, double[] Inputs) Gradients()
    {
        T[] parameters = new T[Parameters.Length], inputs = new T[Inputs.Length];
        GoToPoint();
        _network.ComputeGradients(Inputs, _targets, parameters, inputs);
        return (Array.ConvertAll(parameters, Number<T>.ToDouble), Array.ConvertAll(inputs, Number<T>.ToDouble));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.SetParameters(_ownParameters);
        _network.SetStatistics(_ownStatistics);
        _network.RandomState = _ownRandomState;
    }

    // the same masks in each pass
    private void GoToPoint()
    {
        _network.SetParameters(Parameters);
        _network.RandomState = _ownRandomState;
    }
}
