using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>Dropout.</content>
public static partial class Kernels
{
    /// <summary>The factors of inverted dropout: 0 with probability rate, else 1 / (1 − rate).</summary>
    /// <remarks>
    /// Each factor is a function of (seed, step, layer, row, unit) only: a SplitMix64 hash of the first four, one after the other, is the key
    /// of the row, and the unit's number in its sequence, as a fraction in [0, 1), drops the unit if it is less than the rate.
    /// </remarks>
    /// <param name="mask">rows × units; overwritten.</param>
    /// <param name="rate">The probability of a value's being dropped, in [0, 1).</param>
    /// <param name="state">Seed and step.</param>
    /// <param name="layer">The layer's index in the network.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="units">Units.</param>
    /// <param name="stride">Numbers from one row of the mask to the next.</param>
    public static void DropoutMask<T>(Span<T> mask, double rate, RandomState state, int layer, int rows, int units, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T kept = Number<T>.From(1 / (1 - rate));
        ulong layerKey = SplitMix64.At(SplitMix64.At(state.Seed, state.Step), (ulong)layer);
        for (int row = 0; row < rows; row++)
        {
            ulong rowKey = SplitMix64.At(layerKey, (ulong)row);
            Span<T> line = mask.Slice(row * stride, units);
            for (int unit = 0; unit < line.Length; unit++)
            {
                line[unit] = SplitMix64.FractionAt(rowKey, (ulong)unit) < rate ? T.Zero : kept;
            }
        }
    }
}
