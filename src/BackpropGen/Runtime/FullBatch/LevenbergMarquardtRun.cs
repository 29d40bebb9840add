using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Iterations of <see cref="LevenbergMarquardt"/>; each ends with a better point or the last one.</summary>
internal sealed class LevenbergMarquardtRun<T>(LevenbergMarquardt optimizer, ITrainableNetwork<T> network, Dataset<T> data, JacobianRows<T> rows, int freeCount) : IFullBatchRun
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Damping beyond which a step no longer moves any parameter.</summary>
    private const double LargestDamping = 1e100;

    private readonly NormalEquations _equations = new(freeCount);
    private readonly T[] _parameters = new T[network.ParameterCount];
    private readonly T[] _trial = new T[network.ParameterCount];
    private readonly T[] _gradient = new T[network.ParameterCount];
    private readonly T[] _output = new T[network.OutputCount];
    private readonly double[] _row = new double[freeCount];
    private readonly double[] _step = new double[freeCount];
    private double _damping = optimizer.Damping;
    private double _growth = 2;

    /// <inheritdoc/>
    public FullBatchIteration Iterate()
    {
        network.GetParameters(_parameters);
        double cost = Linearise();
        double scale = rows.Factor / data.RowCount; // of the network's loss to ½ Σ r²
        double norm = 0;
        foreach (double component in _equations.Gradient)
        {
            norm = Math.Max(norm, scale * Math.Abs(component));
        }

        FullBatchEnd end = !double.IsFinite(cost + norm) || double.IsNaN(norm) ? FullBatchEnd.NotFinite
            : norm <= optimizer.GradientTolerance ? FullBatchEnd.Gradient
            : scale * cost <= optimizer.LossTolerance ? FullBatchEnd.Loss
            : Step(cost, scale);
        return new FullBatchIteration(scale * cost, norm, end);
    }

    /// <summary>Tries steps of growing damping until one makes the cost smaller.</summary>
    private FullBatchEnd Step(double cost, double scale)
    {
        for (; _damping < LargestDamping; Raise())
        {
            if (!_equations.TrySolve(_damping, _step))
            {
                continue;
            }

            if (IsShort())
            {
                return FullBatchEnd.StepSize;
            }

            Move();
            double newCost = Cost();
            double ratio = (cost - newCost) / Foretold();
            if (double.IsFinite(newCost) && ratio > 0)
            {
                _damping *= Math.Max(1.0 / 3, 1 - Math.Pow((2 * ratio) - 1, 3));
                _growth = 2;
                return scale * newCost <= optimizer.LossTolerance ? FullBatchEnd.Loss : FullBatchEnd.None;
            }

            network.SetParameters(_parameters);
        }

        return FullBatchEnd.NoProgress;
    }

    private void Raise()
    {
        _damping *= _growth;
        _growth *= 2;
    }

    /// <summary>JᵀJ and Jᵀr at the present parameters, and ½ Σ r².</summary>
    private double Linearise()
    {
        _equations.Clear();
        double cost = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            ReadOnlySpan<T> outputs = rows.Begin(data.InputRow(row)), targets = data.TargetRow(row);
            for (int output = 0; output < outputs.Length; output++)
            {
                double residual = Number<T>.ToDouble(outputs[output]) - Number<T>.ToDouble(targets[output]);
                cost += 0.5 * residual * residual;
                rows.Get(data.InputRow(row), output, _gradient);
                for (int i = 0, free = 0; i < _gradient.Length; i++)
                {
                    if (!rows.IsFrozen[i])
                    {
                        _row[free++] = Number<T>.ToDouble(_gradient[i]);
                    }
                }

                _equations.Add(_row, residual);
            }
        }

        return cost;
    }

    /// <summary>½ Σ r² at the present parameters.</summary>
    private double Cost()
    {
        double cost = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            network.Predict(data.InputRow(row), _output);
            ReadOnlySpan<T> targets = data.TargetRow(row);
            for (int output = 0; output < _output.Length; output++)
            {
                double residual = Number<T>.ToDouble(_output[output]) - Number<T>.ToDouble(targets[output]);
                cost += 0.5 * residual * residual;
            }
        }

        return cost;
    }

    /// <summary>The gain of the linear model: ½ hᵀ (μ h − Jᵀr).</summary>
    private double Foretold()
    {
        double gain = 0;
        for (int i = 0; i < _step.Length; i++)
        {
            gain += 0.5 * _step[i] * ((_damping * _step[i]) - _equations.Gradient[i]);
        }

        return gain;
    }

    /// <summary>p + h.</summary>
    private void Move()
    {
        for (int i = 0, free = 0; i < _parameters.Length; i++)
        {
            _trial[i] = rows.IsFrozen[i] ? _parameters[i] : Number<T>.From(Number<T>.ToDouble(_parameters[i]) + _step[free++]);
        }

        network.SetParameters(_trial);
    }

    private bool IsShort()
    {
        double step = 0, length = 0;
        foreach (double component in _step)
        {
            step += component * component;
        }

        foreach (T parameter in _parameters)
        {
            length += Number<T>.ToDouble(parameter) * Number<T>.ToDouble(parameter);
        }

        return Math.Sqrt(step) <= optimizer.StepTolerance * (Math.Sqrt(length) + optimizer.StepTolerance);
    }
}
