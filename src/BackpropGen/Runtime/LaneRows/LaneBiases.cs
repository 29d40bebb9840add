using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>The gradients of a dense layer by its biases, δ summed over the lanes, for one width of registers.</summary>
internal static class LaneBiases<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds the sums to what there is. Nothing is checked.</summary>
    /// <param name="d">δ: outputs × lanes.</param>
    /// <param name="gradients">outputs numbers, 1 that all units share, or none.</param>
    /// <param name="outputs">Units.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add(ref T d, Span<T> gradients, int outputs)
    {
        if (gradients.Length == 1)
        {
            TLanes sum = TLanes.Zero;
            for (nint unit = 0; unit < outputs; unit++)
            {
                sum += TLanes.Load(ref d, unit * TLanes.Count);
            }

            gradients[0] += TLanes.Sum(sum);
            return;
        }

        nint o = 0;
        for (; o + 4 <= gradients.Length; o += 4)
        {
            ref T four = ref Unsafe.Add(ref d, o * TLanes.Count);
            TLanes.AddSums(
                TLanes.Load(ref four, 0), TLanes.Load(ref four, TLanes.Count), TLanes.Load(ref four, 2 * TLanes.Count), TLanes.Load(ref four, 3 * TLanes.Count),
                ref MemoryMarshal.GetReference(gradients), o);
        }

        for (; o < gradients.Length; o++)
        {
            gradients[(int)o] += TLanes.Sum(TLanes.Load(ref d, o * TLanes.Count));
        }
    }
}
