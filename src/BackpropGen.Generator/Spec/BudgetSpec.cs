namespace BackpropGen.Generator.Spec;

/// <summary>The limits of a <c>[Budget]</c> attribute as written; null for what it does not limit.</summary>
internal sealed record BudgetSpec
{
    /// <summary>Whether an argument is an error of the C# compiler's, which has reported it: then nothing can be said about the values.</summary>
    public bool IsUnreadable { get; init; }

    public long? MaxParameters { get; init; }

    public long? MaxBytes { get; init; }

    public long? MaxFlops { get; init; }

    public long? MaxTrainStepFlops { get; init; }
}
