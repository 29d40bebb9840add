using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>What a network of functions gives at the points: each function's value and derivatives, by all the ways in which a network computes them.</summary>
internal sealed class ActivationRuns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // more rows than a register has lanes, so that vectors are used
    private const int ManyRows = 40;

    private readonly ITrainableNetwork<T> _network;
    private readonly int _count;

    public ActivationRuns(ITrainableNetwork<T> network, IReadOnlyList<Formula> formulas)
    {
        _network = network;
        _count = formulas.Count;
        _network.SetParameters([.. formulas.SelectMany(formula => new[] { T.One, T.Zero, T.CreateChecked(Points.ParameterOf(formula)) })]);
    }

    /// <summary>By function: the value, the derivative by z and the derivative by p, of one row and of one among many equal ones.</summary>
    public IReadOnlyList<(double Value, double ByArgument, double ByParameter)>[] At(double z) => [Of(z, 1), Of(z, ManyRows)];

    private List<(double Value, double ByArgument, double ByParameter)> Of(double z, int rows)
    {
        var inputs = new T[rows];
        Array.Fill(inputs, T.CreateChecked(z));
        var outputs = new T[rows * _count];
        _network.Predict(inputs, outputs);

        // o − t is so large that it is not lost in o
        var errors = outputs.Select(output => T.IsFinite(output) ? T.Max(T.One, T.Abs(output)) : T.One).ToArray();
        var targets = outputs.Zip(errors, (output, error) => T.IsFinite(output) ? output - error : T.Zero).ToArray();
        var gradients = new T[3 * _count];
        _network.ComputeGradients(inputs, targets, gradients);
        return [.. Enumerable.Range(0, _count).Select(i => (
            double.CreateChecked(outputs[^(_count - i)]),
            double.CreateChecked(gradients[(3 * i) + 1]) / double.CreateChecked(errors[i]),
            double.CreateChecked(gradients[(3 * i) + 2]) / double.CreateChecked(errors[i])))];
    }
}
