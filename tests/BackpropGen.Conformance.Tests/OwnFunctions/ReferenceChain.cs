using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Conformance.Tests.OwnFunctions;

/// <summary>A chain of dense layers with functions of the user's own, which it calls as what they are, methods; its gradients are differences of its loss. It shares nothing with the compiler.</summary>
/// <param name="widths">Inputs, then the units of each layer.</param>
/// <param name="activation">f of all layers but the last.</param>
/// <param name="output">f of the last.</param>
/// <param name="loss">ℓ(o, t), of which a row's loss is the mean.</param>
internal sealed class ReferenceChain(int[] widths, Func<double, double> activation, Func<double, double> output, Func<double, double, double> loss)
{
    private const double Step = 1e-3;
    private const int Places = 100;

    public int ParameterCount => Enumerable.Range(1, widths.Length - 1).Sum(layer => widths[layer] * (widths[layer - 1] + 1));

    /// <summary>The outputs of rows.</summary>
    public double[] Predict(double[] parameters, double[] inputs) => [.. inputs.Chunk(widths[0]).SelectMany(row => Row(parameters, row))];

    /// <summary>The mean loss of rows.</summary>
    public double Loss(double[] parameters, double[] inputs, double[] targets) => Predict(parameters, inputs).Zip(targets, loss).Average();

    /// <summary>
    /// The gradients by parameters and inputs, by differences whose next term is of the fourth order, for a hundred places at most; NaN where two steps disagree, since a kink is near.
    /// </summary>
    public (IReadOnlyDictionary<int, double> Parameters, IReadOnlyDictionary<int, double> Inputs) Gradients(double[] parameters, double[] inputs, double[] targets)
    {
        double Of(double[] p, double[] x) => Loss(p, x, targets);
        return (Differences(parameters, point => Of(point, inputs)), Differences(inputs, point => Of(parameters, point)));
    }

    private static Dictionary<int, double> Differences(double[] point, Func<double[], double> function)
    {
        var moved = (double[])point.Clone();
        double At(int i, double step)
        {
            moved[i] = point[i] + step;
            var value = function(moved);
            moved[i] = point[i];
            return value;
        }

        double Slope(int i, double h) => (At(i, -2 * h) - (8 * At(i, -h)) + (8 * At(i, h)) - At(i, 2 * h)) / (12 * h);
        var stride = 1 + (point.Length / Places);
        return Enumerable.Range(0, point.Length).Where(i => i % stride == 0).ToDictionary(i => i, i => Slope(i, Step) is var slope && Math.Abs(slope - Slope(i, Step / 2)) < 1e-8 ? slope : double.NaN);
    }

    private double[] Row(double[] parameters, double[] row)
    {
        var start = 0;
        for (var layer = 1; layer < widths.Length; layer++)
        {
            int from = widths[layer - 1], to = widths[layer], weights = start, biases = start + (from * to);
            var f = layer == widths.Length - 1 ? output : activation;
            var source = row;
            row = [.. Enumerable.Range(0, to).Select(unit => f(parameters[biases + unit] + Enumerable.Range(0, from).Sum(i => parameters[weights + (unit * from) + i] * source[i])))];
            start = biases + to;
        }

        return row;
    }
}
