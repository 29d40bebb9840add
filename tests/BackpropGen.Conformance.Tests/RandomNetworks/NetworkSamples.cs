using System;
using System.Linq;
using BackpropGen.Generator.Spec;
using FsCheck;
using FsCheck.Fluent;

namespace BackpropGen.Conformance.Tests.RandomNetworks;

/// <summary>Random declarations: 1 to 6 pieces, 1 to 70 units, every activation and loss, every option of a layer.</summary>
internal static class NetworkSamples
{
    // the widths around those of a vector, besides any other
    private static readonly Gen<int> Units = Gen.Frequency(
        (2, Gen.Choose(1, 70)),
        (2, Gen.Choose(1, 9)),
        (1, Gen.Elements(15, 16, 17, 31, 32, 33, 63, 64, 65)));

    private static readonly Gen<ActivationKind> Activations = Gen.Elements(Enum.GetValues<ActivationKind>());

    private static readonly Gen<bool> Rarely = Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)));

    private static readonly Gen<BiasKind> Biases = Gen.Frequency((3, Gen.Constant(BiasKind.PerNeuron)), (1, Gen.Elements(BiasKind.Shared, BiasKind.None)));

    private static readonly Gen<Block> Blocks =
        from kind in Gen.Frequency((3, Gen.Constant(BlockKind.Dense)), (3, Gen.Elements(Enum.GetValues<BlockKind>())))
        from units in Units
        from activation in Activations
        from bias in Biases
        from frozenBias in Rarely
        from frozen in Rarely
        from sparse in Rarely
        from seed in Gen.Choose(0, int.MaxValue)
        select new Block(kind, units, activation, bias, frozenBias, frozen, sparse, seed);

    private static readonly Gen<(LossKind Loss, ActivationKind Output)> Endings =
        from loss in Gen.Elements(Enum.GetValues<LossKind>())
        from output in Gen.Elements(OutputChoices.Of(loss))
        select (loss, output);

    private static readonly Gen<NetworkSpec> Specs =
        from inputs in Units
        from count in Gen.Choose(0, 5)
        from blocks in Gen.ArrayOf(Blocks, count)
        from last in Blocks
        from outputs in Gen.Frequency((4, Gen.Choose(1, 6)), (1, Units))
        from ending in Endings
        from shuffled in Rarely
        select NetworkBuilder.Build(inputs, blocks, last with { Units = outputs, Activation = ending.Output }, ending.Loss, shuffled);

    /// <summary>A group of declarations, always the same, called by their place in it.</summary>
    public static NetworkSpec[] Group(int group, int size) =>
        [.. Gen.Sample(Specs, size, Source(group), 50).Select((spec, i) => spec with { Name = $"Random{i}" })];

    // groups start far apart in the sequence of random numbers, so that they share none
    private static Rnd Source(int group) => new(unchecked((ulong)group * 0xD1342543DE82EF95), 0x9E3779B97F4A7C15);
}
