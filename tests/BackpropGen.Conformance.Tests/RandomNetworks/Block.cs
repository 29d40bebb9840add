using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.RandomNetworks;

/// <summary>A piece of a random network.</summary>
internal enum BlockKind
{
    /// <summary>One dense layer.</summary>
    Dense,

    /// <summary>A dense layer added to what it came from, with the activation behind the sum.</summary>
    Residual,

    /// <summary>A dense layer, concatenated with what it came from by <c>[Concat]</c>.</summary>
    Skip,

    /// <summary>Two dense layers side by side, joined by a <c>From</c> with two names.</summary>
    Branch,

    /// <summary>A dense layer, layer normalisation, activation.</summary>
    LayerNorm,

    /// <summary>A dense layer, batch normalisation, activation.</summary>
    BatchNorm,
}

/// <summary>What a piece is made of.</summary>
internal sealed record Block(BlockKind Kind, int Units, ActivationKind Activation, BiasKind Bias, bool FrozenBias, bool Frozen, bool Sparse, int Seed);
