using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal, 1989): the direction −H g, with H from the last <see cref="History"/> changes of parameters and gradients by two loops, and a line
/// search for a step that satisfies the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 7.4, 3.5 and 3.6). For smooth losses of any kind
/// on the whole data set; its own arithmetic is in double precision.
/// </summary>
/// <remarks>An iteration evaluates loss and gradient one or more times, the first step being min(1, 1 / ‖g‖₁) · <see cref="LearningRate"/>. Frozen parameters stay.</remarks>
public readonly record struct LBfgs : IFullBatchOptimizer
{
    private readonly bool _constructed;

    /// <summary>A first step of up to 1, ten changes, c₁ = 10⁻⁴, c₂ = 0.9.</summary>
    public LBfgs()
        : this(1)
    {
    }

    /// <summary>Ten changes, c₁ = 10⁻⁴, c₂ = 0.9.</summary>
    /// <param name="learningRate">What the line search begins with: greater than 0.</param>
    public LBfgs(double learningRate)
    {
        LearningRate = learningRate;
        History = 10;
        SufficientDecrease = 1e-4;
        Curvature = 0.9;
        MaxEvaluations = 25;
        GradientTolerance = 1e-7;
        StepTolerance = 1e-12;
        _constructed = true;
    }

    /// <summary>The step that each line search tries first, times the direction.</summary>
    public double LearningRate { get; init; }

    /// <summary>Changes remembered, two numbers a parameter each: 1 or more. Default 10.</summary>
    public int History { get; init; }

    /// <summary>c₁: the loss must fall by this share of what its slope promises. Between 0 and c₂; default 10⁻⁴.</summary>
    public double SufficientDecrease { get; init; }

    /// <summary>c₂: the slope must fall to this share in magnitude. Between c₁ and 1; default 0.9.</summary>
    public double Curvature { get; init; }

    /// <summary>Evaluations of loss and gradient that a line search may take: 1 or more. Default 25.</summary>
    public int MaxEvaluations { get; init; }

    /// <summary>Ends when no component of the gradient is larger. Not negative; default 10⁻⁷.</summary>
    public double GradientTolerance { get; init; }

    /// <summary>Ends when no component of a step is larger. Not negative; default 10⁻¹².</summary>
    public double StepTolerance { get; init; }

    /// <summary>Ends when the loss is not larger. Not negative; default 0.</summary>
    public double LossTolerance { get; init; }

    /// <inheritdoc/>
    public int StateCount => 0;

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(LBfgs));
        HyperParameter.Positive(LearningRate, nameof(LBfgs), nameof(LearningRate));
        HyperParameter.Positive(History, nameof(LBfgs), nameof(History));
        HyperParameter.Positive(SufficientDecrease, nameof(LBfgs), nameof(SufficientDecrease));
        HyperParameter.Fraction(Curvature, nameof(LBfgs), nameof(Curvature));
        HyperParameter.NotBelow(Curvature, SufficientDecrease, nameof(LBfgs), nameof(Curvature), nameof(SufficientDecrease));
        HyperParameter.Positive(MaxEvaluations, nameof(LBfgs), nameof(MaxEvaluations));
        HyperParameter.NotNegative(GradientTolerance, nameof(LBfgs), nameof(GradientTolerance));
        HyperParameter.NotNegative(StepTolerance, nameof(LBfgs), nameof(StepTolerance));
        HyperParameter.NotNegative(LossTolerance, nameof(LBfgs), nameof(LossTolerance));
    }

    /// <inheritdoc/>
    public IFullBatchRun Begin<T>(ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        Validate();
        TrainingChecks.Data(network, data, nameof(data));
        return network.Description.Layers.FirstOrDefault(layer => layer.Kind == "Dropout") is { } layer
            ? throw new NotSupportedException($"LBfgs needs a loss that is the same at each evaluation, and {layer.Name} (Dropout) of {network.Description.Name} draws anew each time. Use a network without it, or Adam.")
            : new LBfgsRun<T>(this, network, data);
    }
}
