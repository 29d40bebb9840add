using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>A network's training-mode loss over a whole data set, as a function of its parameters in double.</summary>
internal sealed class Objective<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainableNetwork<T> _network;
    private readonly Dataset<T> _data;
    private readonly T[] _parameters;
    private readonly T[] _gradients;
    private readonly bool[] _isFrozen;

    internal Objective(ITrainableNetwork<T> network, Dataset<T> data)
    {
        (_network, _data) = (network, data);
        _parameters = new T[network.ParameterCount];
        _gradients = new T[network.ParameterCount];
        _isFrozen = new bool[network.ParameterCount];
        foreach (LayerDescription layer in network.Description.Layers)
        {
            foreach (ParameterDescription parameter in layer.Parameters)
            {
                _isFrozen.AsSpan(parameter.Offset, parameter.Count).Fill(parameter.Frozen);
            }
        }
    }

    /// <summary>The network's present parameters.</summary>
    internal void Read(Span<double> parameters)
    {
        _network.GetParameters(_parameters);
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Number<T>.ToDouble(_parameters[i]);
        }
    }

    /// <summary>Sets the network's parameters, and gives loss and gradient there; 0 for frozen parameters.</summary>
    internal double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Write(parameters);
        double loss = Number<T>.ToDouble(_network.ComputeGradients(_data.Inputs, _data.Targets, _gradients));
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = _isFrozen[i] ? 0 : Number<T>.ToDouble(_gradients[i]);
        }

        return loss;
    }

    /// <summary>Sets the network's parameters.</summary>
    internal void Write(ReadOnlySpan<double> parameters)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            _parameters[i] = Number<T>.From(parameters[i]);
        }

        _network.SetParameters(_parameters);
    }
}
