using System;

namespace BackpropGen;

/// <summary>Limits of what a network may cost, beside <see cref="NetworkAttribute"/>: a network that exceeds one is a build error that names its most expensive layers. What is not set is not limited.</summary>
/// <remarks>The counts are those of the generated constants <c>ParameterCount</c>, <c>ParameterBytes</c>, <c>ForwardFlops</c> and <c>TrainStepFlops</c>.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The most parameters, frozen ones included; at least 1.</summary>
    public long MaxParameters { get; set; }

    /// <summary>The most bytes of all parameters; at least 1.</summary>
    public long MaxBytes { get; set; }

    /// <summary>The most floating-point operations of a prediction of one row; at least 1.</summary>
    public long MaxFlops { get; set; }

    /// <summary>The most floating-point operations of a step of plain gradient descent on one row; at least 1.</summary>
    public long MaxTrainStepFlops { get; set; }
}
