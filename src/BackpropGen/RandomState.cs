namespace BackpropGen;

/// <summary>What a network's training mode draws random numbers from: they are a function of this and of the place they are for, so setting it repeats them.</summary>
/// <param name="Seed">The seed the network was initialised with.</param>
/// <param name="Step">How many training-mode passes there were since.</param>
public readonly record struct RandomState(ulong Seed, ulong Step)
{
    /// <summary>The state of the next pass.</summary>
    public RandomState Next() => new(Seed, Step + 1);
}
