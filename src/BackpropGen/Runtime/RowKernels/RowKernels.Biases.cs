using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>Biases: as many as outputs, one that is shared, or none.</content>
public static partial class RowKernels
{
    /// <summary>y = f(y). What lies behind the last unit may become anything.</summary>
    /// <remarks>A pass of its own, so that no product is compiled anew for each formula, and none is without registers because of one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyFormula<TLanes, T, TEpilogue>(Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        for (var unit = 0; unit < outputs && typeof(TEpilogue) != typeof(KeepValue<T>); unit += TLanes.Count)
        {
            TLanes.Store(SmallRowKernels.Apply<TLanes, T, TEpilogue>(TLanes.Load(ref First(y), unit), first, second, unit), ref First(y), unit);
        }
    }

    /// <summary>b += δ, or += Σ δ if it is shared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateBias<TLanes, T>(ReadOnlySpan<T> delta, Span<T> bias)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (bias.Length == delta.Length)
        {
            Add<TLanes, T>(delta, bias);
        }
        else if (bias.Length == 1)
        {
            var sum = T.Zero;
            foreach (var value in delta)
            {
                sum += value;
            }

            bias[0] += sum;
        }
    }

    /// <summary>target += values, of one length.</summary>
    [MethodImpl(Kernel)]
    private static void Add<TLanes, T>(ReadOnlySpan<T> values, Span<T> target)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var from = ref First(values);
        ref var to = ref First(target);
        nint i = 0;
        for (; i <= values.Length - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref to, i) + TLanes.Load(ref from, i), ref to, i);
        }

        for (; i < values.Length; i++)
        {
            Unsafe.Add(ref to, i) += Unsafe.Add(ref from, i);
        }
    }
}
