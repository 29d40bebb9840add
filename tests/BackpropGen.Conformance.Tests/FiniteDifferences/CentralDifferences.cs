using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.FiniteDifferences;

/// <summary>Every gradient of a network against differences of the loss that <c>ComputeGradients</c> itself returns.</summary>
/// <remarks>
/// f′(x) ≈ (f(x − 2h) − 8 f(x − h) + 8 f(x + h) − f(x + 2h)) / 12h, h = 10⁻³: the next term is h⁴ f⁽⁵⁾ / 30, some 10⁻¹² for losses of order 1, and
/// rounding gives 10⁻¹⁶ / h. So 10⁻⁸ of the largest entry is generous to the formula and merciless to a wrong derivative.
/// </remarks>
internal static class CentralDifferences
{
    private const double Step = 1e-3;
    private const double Tolerance = 1e-8;

    // a parameter moves by 2h at most, times an input of 1.5 and the weights behind it
    private const double LeastKinkDistance = 2e-2;

    /// <summary>Compares at a random point, away from kinks.</summary>
    public static void Check(ITrainableNetwork<double> network, NetworkSpec spec, int rows)
    {
        var (parameters, inputs, targets) = Point(spec, rows);
        var state = network.RandomState;
        double[] gradients = new double[parameters.Length], inputGradients = new double[inputs.Length], unused = new double[parameters.Length];
        network.SetParameters(parameters);
        network.ComputeGradients(inputs, targets, gradients, inputGradients);

        Agree.OfLargest(Differences(parameters, Loss), gradients, Tolerance, 0.1, "gradients");
        Agree.OfLargest(Differences(inputs, Loss), inputGradients, Tolerance, 0.1, "input gradients");

        double Loss()
        {
            network.RandomState = state;
            network.SetParameters(parameters);
            return network.ComputeGradients(inputs, targets, unused);
        }
    }

    private static (double[] Parameters, double[] Inputs, double[] Targets) Point(NetworkSpec spec, int rows)
    {
        var interpreted = new InterpretedNetwork(spec);
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var (parameters, inputs, targets) = (Draw.Parameters(interpreted, random), Draw.Inputs(interpreted, rows, random), Draw.Targets(interpreted, rows, random));

            // dropout's masks are not known here: its networks have smooth functions only
            if (spec.Layers.Any(layer => layer.Kind == LayerKind.Dropout)
                || interpreted.Run(parameters, inputs, targets, training: true).KinkDistance > LeastKinkDistance)
            {
                return (parameters, inputs, targets);
            }
        }

        throw new InvalidOperationException($"No point of {spec.Name} lies away from kinks.");
    }

    private static double[] Differences(double[] point, Func<double> loss)
    {
        var result = new double[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var centre = point[i];
            double At(int steps)
            {
                point[i] = centre + (steps * Step);
                return loss();
            }

            result[i] = (At(-2) - (8 * At(-1)) + (8 * At(1)) - At(2)) / (12 * Step);
            point[i] = centre;
        }

        return result;
    }
}
