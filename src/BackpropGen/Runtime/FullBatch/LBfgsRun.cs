using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Iterations of <see cref="LBfgs"/>: a direction, a line search along it, and what is learned about the curvature.</summary>
internal sealed class LBfgsRun<T> : IFullBatchRun
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LBfgs _optimizer;
    private readonly Objective<T> _objective;
    private readonly CurvatureHistory _history;
    private readonly Func<double, LinePoint> _evaluate;
    private readonly double[] _direction;
    private double[] _point;
    private double[] _gradient;
    private double[] _trial;
    private double[] _trialGradient;
    private double _trialStep;
    private double _loss = double.NaN;

    internal LBfgsRun(LBfgs optimizer, ITrainableNetwork<T> network, Dataset<T> data)
    {
        (_optimizer, _objective) = (optimizer, new Objective<T>(network, data));
        _history = new CurvatureHistory(optimizer.History, network.ParameterCount);
        _evaluate = Evaluate;
        (_direction, _point, _gradient) = (new double[network.ParameterCount], new double[network.ParameterCount], new double[network.ParameterCount]);
        (_trial, _trialGradient) = (new double[network.ParameterCount], new double[network.ParameterCount]);
        _objective.Read(_point);
    }

    /// <inheritdoc/>
    public FullBatchIteration Iterate()
    {
        if (double.IsNaN(_loss))
        {
            _loss = _objective.Evaluate(_point, _gradient);
        }

        double loss = _loss, norm = Largest(_gradient);
        FullBatchEnd end = !double.IsFinite(loss) || !double.IsFinite(norm) ? FullBatchEnd.NotFinite
            : norm <= _optimizer.GradientTolerance ? FullBatchEnd.Gradient
            : loss <= _optimizer.LossTolerance ? FullBatchEnd.Loss
            : Step();
        return new FullBatchIteration(loss, norm, end);
    }

    /// <summary>One line search; where it finds nothing along −H g, one more along −g.</summary>
    private FullBatchEnd Step()
    {
        LinePoint found = Search();
        if (found.Step == 0 && !_history.IsEmpty)
        {
            _history.Clear();
            found = Search();
        }

        if (found.Step == 0)
        {
            _objective.Write(_point);
            return FullBatchEnd.NoProgress;
        }

        if (_trialStep != found.Step)
        {
            Evaluate(found.Step);
        }

        Move(found.Value);
        return _loss <= _optimizer.LossTolerance ? FullBatchEnd.Loss
            : found.Step * Largest(_direction) <= _optimizer.StepTolerance ? FullBatchEnd.StepSize
            : FullBatchEnd.None;
    }

    private LinePoint Search()
    {
        _history.Direction(_gradient, _direction);
        double slope = CurvatureHistory.Dot(_gradient, _direction);
        if (!(slope < 0))
        {
            return default;
        }

        double first = _history.IsEmpty ? Math.Min(1, 1 / SumOfMagnitudes(_gradient)) * _optimizer.LearningRate : _optimizer.LearningRate;
        return new WolfeSearch(_evaluate, _optimizer.SufficientDecrease, _optimizer.Curvature, _optimizer.MaxEvaluations).Find(new LinePoint(0, _loss, slope), first);
    }

    private LinePoint Evaluate(double step)
    {
        for (int i = 0; i < _trial.Length; i++)
        {
            _trial[i] = _point[i] + (step * _direction[i]);
        }

        _trialStep = step;
        double loss = _objective.Evaluate(_trial, _trialGradient);
        return new LinePoint(step, double.IsNaN(loss) ? double.PositiveInfinity : loss, CurvatureHistory.Dot(_trialGradient, _direction));
    }

    /// <summary>Takes the trial point over.</summary>
    private void Move(double loss)
    {
        for (int i = 0; i < _point.Length; i++)
        {
            _point[i] = _trial[i] - _point[i];
        }

        _history.Add(_point, _gradient, _trialGradient);
        (_point, _trial) = (_trial, _point);
        (_gradient, _trialGradient) = (_trialGradient, _gradient);
        _loss = loss;
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value)); // NaN stays
        }

        return largest;
    }

    private static double SumOfMagnitudes(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Abs(value);
        }

        return sum;
    }
}
