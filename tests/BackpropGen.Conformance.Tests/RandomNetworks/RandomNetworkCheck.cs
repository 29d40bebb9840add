using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.RandomNetworks;

/// <summary>
/// Compares a generated network with the interpreter on one random batch. Both compute sums of at most a few thousand terms in another
/// order; each loses some 1e-16 of its largest term, and normalisation over nearly equal values magnifies that by up to a few hundred: 1e-10 of
/// a tensor's largest entry leaves room for both, while a wrong formula or a wrong index is off by 1e-3 and more. Float: 2⁻²⁴ against 2⁻⁵³.
/// </summary>
internal sealed class RandomNetworkCheck
{
    private const double DoubleTolerance = 1e-10;
    private const double FloatTolerance = 2e-3;

    // a float lies this close to its double, so that further from a kink both are on one side of it
    private const double LeastKinkDistance = 2e-5;

    private readonly InterpretedNetwork _interpreted;
    private readonly double[] _parameters;
    private readonly double[] _statistics;
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly Interpretation _training;

    public RandomNetworkCheck(NetworkSpec spec, int seed)
    {
        var random = new Random(seed);
        _interpreted = new(spec);
        var least = spec.Layers.Any(layer => layer.Kind == LayerKind.BatchNorm) ? 4 : 1;
        var rows = random.Next(least, 41);
        do
        {
            // the more values, the more surely one lies at a kink: fewer rows each time
            _parameters = Draw.Parameters(_interpreted, random);
            _statistics = Draw.Statistics(_interpreted, random);
            _inputs = Draw.Inputs(_interpreted, rows, random);
            _targets = Draw.Targets(_interpreted, rows, random);
            _training = _interpreted.Run(_parameters, _inputs, _targets, training: true, _statistics);
            rows = Math.Max(least, rows * 3 / 4);
        }
        while (_training.KinkDistance < LeastKinkDistance);
    }

    /// <summary>Prediction, loss, every gradient, and steps of two optimizers.</summary>
    public void Double(ITrainableNetwork<double> network)
    {
        Passes(network, DoubleTolerance);
        Weighted(network);
        var (momentum, dampened) = (new Sgd(0.05) { Momentum = 0.9, WeightDecay = 0.01 }, new Sgd(0.05) { Momentum = 0.8, Dampening = 0.1 });
        Steps(network, momentum, ReferenceOptimizers.Sgd(momentum));
        Steps(network, dampened, ReferenceOptimizers.Sgd(dampened));

        // a bias in front of batch normalisation has gradient 0 but for rounding, which Adam magnifies by η / ε: so not the usual ε = 10⁻⁸
        var adam = new Adam(0.01) { Epsilon = 1e-3 };
        Steps(network, adam, ReferenceOptimizers.Adam(adam));
    }

    /// <summary>Prediction, loss and every gradient.</summary>
    public void Single(ITrainableNetwork<float> network) => Passes(network, FloatTolerance);

    /// <summary>Rows of weights 1, 2, 0, 1 … against the interpreter on rows once, twice and not at all.</summary>
    private void Weighted(ITrainableNetwork<double> network)
    {
        var rows = _targets.Length / network.OutputCount;
        if (!_interpreted.HasPlainRows)
        {
            return;
        }

        Reset(network);
        var weights = Enumerable.Range(0, rows).Select(row => (row + 1.0) % 3).ToArray();
        var repeated = Enumerable.Range(0, rows).SelectMany(row => Enumerable.Repeat(row, (int)weights[row])).ToArray();
        double[] Repeat(double[] values, int width) => [.. repeated.SelectMany(row => values[(row * width)..((row + 1) * width)])];
        var expected = _interpreted.Run(_parameters, Repeat(_inputs, network.InputCount), Repeat(_targets, network.OutputCount), training: true, _statistics);
        var gradients = new double[network.ParameterCount];
        var loss = network.ComputeGradients(_inputs, _targets, weights, gradients, default);
        Agree.OfLargest([expected.Loss], [loss], DoubleTolerance, 0.1, "weighted loss");
        Agree.OfLargest(expected.Gradients, gradients, DoubleTolerance, 1e-2, "weighted gradients");
    }

    private void Passes<T>(ITrainableNetwork<T> network, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Reset(network);
        T[] inputs = _inputs.To<T>(), targets = _targets.To<T>(), outputs = new T[targets.Length];
        T[] gradients = new T[network.ParameterCount], inputGradients = new T[inputs.Length];
        var inference = _interpreted.Run(_parameters, _inputs, _targets, training: false, _statistics);
        network.Predict(inputs, outputs);
        Agree.OfLargest(inference.Outputs, outputs.ToDouble(), tolerance, 0.1, "Predict");
        Agree.OfLargest([inference.Loss], [double.CreateChecked(network.ComputeLoss(inputs, targets))], tolerance, 0.1, "ComputeLoss");

        var trace = network.Trace(inputs, targets);
        var loss = double.CreateChecked(network.ComputeGradients(inputs, targets, gradients, inputGradients));
        Agree.OfLargest([_training.Loss], [loss], tolerance, 0.1, "loss of ComputeGradients");
        var scale = Math.Max(1e-3, _training.Gradients.Concat(_training.InputGradients).Max(Math.Abs));
        Agree.OfLargest(_training.InputGradients, inputGradients.ToDouble(), tolerance, 1e-2 * scale, "input gradients");
        foreach (var range in _interpreted.Parameters)
        {
            var floor = Math.Max(1e-2 * scale, Rounding<T>() / tolerance * Slice(_training.GradientMagnitudes, range).DefaultIfEmpty().Max());
            Agree.OfLargest(Slice(_training.Gradients, range), Slice(gradients.ToDouble(), range), tolerance, floor, $"gradients from {range.Start}");
        }

        trace.GetGradients(gradients);
        Agree.OfLargest([_training.Loss], [double.CreateChecked(trace.Loss)], tolerance, 0.1, "loss of the trace");
        Agree.OfLargest(_training.Gradients, gradients.ToDouble(), tolerance, 1e-2 * scale, "gradients of the trace");
        Agree.OfLargest(_training.InputGradients, trace["∂E/∂x"].Values.ToArray().ToDouble(), tolerance, 1e-2 * scale, "input gradients of the trace");
    }

    /// <summary>
    /// What a sum over the rows may lose of its terms' magnitudes, rows · u (Higham, Accuracy and Stability of Numerical Algorithms, § 4.2): all there is of a
    /// bias' gradient in front of batch normalisation, whose δ, large where the variance is small, cancel.
    /// </summary>
    private double Rounding<T>()
        where T : IFloatingPointIeee754<T> => _targets.Length / _interpreted.OutputCount * double.CreateChecked(T.BitIncrement(T.One) - T.One) / 2;

    private void Steps(ITrainableNetwork<double> network, IOptimizer optimizer, ReferenceRule rule)
    {
        var reference = ReferenceOptimizers.Over(rule);
        Reset(network);
        var step = network.Stepping(optimizer);
        double[] parameters = [.. _parameters], actual = new double[parameters.Length], statistics = [.. _statistics];
        var trainable = _interpreted.Trainable;
        for (var k = 1; k <= 3; k++)
        {
            var expected = _interpreted.Run(parameters, _inputs, _targets, training: true, statistics);
            reference(parameters, expected.Gradients, trainable);
            statistics = expected.Statistics;
            Agree.OfLargest([expected.Loss], [step(_inputs, _targets)], 10 * DoubleTolerance, 0.1, $"loss of step {k}, {optimizer}");
            network.GetParameters(actual);
            Agree.OfLargest(parameters, actual, 10 * DoubleTolerance, 1, $"parameters after step {k}, {optimizer}");
        }

        var actualStatistics = new double[statistics.Length];
        network.GetStatistics(actualStatistics);
        Agree.OfLargest(statistics, actualStatistics, 10 * DoubleTolerance, 1, "running statistics");
    }

    private void Reset<T>(ITrainableNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.ResetOptimizer();
        network.SetParameters(_parameters.To<T>());
        network.SetStatistics(_statistics.To<T>());
    }

    private static double[] Slice(double[] values, ParameterRange range) => values[range.Start..(range.Start + range.Count)];
}
