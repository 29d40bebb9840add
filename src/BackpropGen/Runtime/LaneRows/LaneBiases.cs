using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>The gradients of a dense layer by its biases, δ summed over the lanes, and what is done with them, for one width of registers.</summary>
internal static class LaneBiases<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The biases or their gradients become what the update makes of the sums. Nothing is checked.</summary>
    /// <param name="d">δ: outputs × lanes.</param>
    /// <param name="before">The sums over the rows before: as many numbers as <paramref name="target"/>.</param>
    /// <param name="target">outputs numbers, 1 that all units share, or none; may be <paramref name="before"/>.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="isFirst">Whether there are no rows before.</param>
    /// <param name="update">What happens to the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TUpdate>(ref T d, ReadOnlySpan<T> before, Span<T> target, int outputs, bool isFirst, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        if (target.Length == 1)
        {
            TLanes sum = TLanes.Zero;
            for (nint unit = 0; unit < outputs; unit++)
            {
                sum += TLanes.Load(ref d, unit * TLanes.Count);
            }

            One(TLanes.Sum(sum), before, target, 0, isFirst, update);
            return;
        }

        ref T from = ref MemoryMarshal.GetReference(before);
        ref T to = ref MemoryMarshal.GetReference(target);
        nint o = 0;
        for (; o + Lanes128<T>.Count <= target.Length; o += Lanes128<T>.Count)
        {
            ref T units = ref Unsafe.Add(ref d, o * TLanes.Count);
            bool four = Lanes128<T>.Count == 4;
            Lanes128<T> sums = Lanes128<T>.Wrap(TLanes.Sums(
                TLanes.Load(ref units, 0),
                TLanes.Load(ref units, TLanes.Count),
                four ? TLanes.Load(ref units, 2 * TLanes.Count) : default,
                four ? TLanes.Load(ref units, 3 * TLanes.Count) : default));
            sums = isFirst ? sums : Lanes128<T>.Load(ref from, o) + sums;
            Lanes128<T>.Store(update.Apply(Lanes128<T>.Load(ref to, o), sums), ref to, o);
        }

        for (; o < target.Length; o++)
        {
            One(TLanes.Sum(TLanes.Load(ref d, o * TLanes.Count)), before, target, (int)o, isFirst, update);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<TUpdate>(T sum, ReadOnlySpan<T> before, Span<T> target, int index, bool isFirst, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        sum = isFirst ? sum : before[index] + sum;
        Lanes128<T>.StoreFirst(update.Apply(Lanes128<T>.Create(target[index]), Lanes128<T>.Create(sum)), target, index, 1);
    }
}
