namespace BackpropGen.Generator.Plan;

/// <summary>The numbers that the plan decides by.</summary>
internal static class PlanLimits
{
    /// <summary>
    /// Up to so many weights a network is written out number by number, all in scalar locals: the text grows with each weight, and must stay one that
    /// people read. Not yet a measured crossover of speed.
    /// </summary>
    public const int UnrolledWeights = 48;

    /// <summary>Beyond so many values (units of all layers) a written-out network would use more locals than the JIT tracks well.</summary>
    public const int UnrolledUnits = 64;

    /// <summary>
    /// Operations in one method. The JIT stops optimising at 60,000 bytes of IL or 2,000 locals, and stops inlining at 512 locals; an operation is
    /// estimated at 400 bytes of IL and, inlined, thirty locals; a test asks the JIT whether it optimised every method of large networks.
    /// </summary>
    public const int OperationsPerMethod = 16;

    /// <summary>Numbers that prediction keeps at once, all layers together, which bounds the scratch memory of a thread; large weights are read once for all these rows.</summary>
    public const int PredictionNumbers = 1 << 21;

    /// <summary>Rows predicted at once at most: enough that reading the weights costs little beside the products.</summary>
    public const int PredictionRows = 256;
}
