using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>The one loop of all optimizers: a rule over a range of parameters, register by register.</summary>
internal static class UpdateLoop
{
    /// <summary>Runs a rule in the widest registers that the hardware has.</summary>
    internal static void Run<T, TRule>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state, TRule rule)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Lanes512<T>, T, TRule>(parameters, gradients, state, rule);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Lanes256<T>, T, TRule>(parameters, gradients, state, rule);
        }
        else
        {
            Run<Lanes128<T>, T, TRule>(parameters, gradients, state, rule);
        }
    }

    /// <summary>The same in registers V.</summary>
    internal static void Run<V, T, TRule>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state, TRule rule)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        Check.Length(gradients, parameters.Length, nameof(gradients));
        Span<T> first = rule.StateCount > 0 ? state[0] : default, second = rule.StateCount > 1 ? state[1] : default, third = rule.StateCount > 2 ? state[2] : default;
        ref T p = ref MemoryMarshal.GetReference(parameters), s1 = ref MemoryMarshal.GetReference(first), s2 = ref MemoryMarshal.GetReference(second), s3 = ref MemoryMarshal.GetReference(third);
        ref readonly T g = ref MemoryMarshal.GetReference(gradients);
        int i = Whole<V, T, TRule>(ref p, in g, ref s1, ref s2, ref s3, 0, parameters.Length, rule);
        i = Whole<Lanes128<T>, T, TRule>(ref p, in g, ref s1, ref s2, ref s3, i, parameters.Length, rule);
        for (; i < parameters.Length; i++)
        {
            One(ref p, in g, ref s1, ref s2, ref s3, i, rule);
        }
    }

    /// <summary>As many whole registers as there are, from an index on. Returns where they end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole<V, T, TRule>(ref T p, ref readonly T g, ref T s1, ref T s2, ref T s3, int i, int length, TRule rule)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        for (; i <= length - V.Count; i += V.Count)
        {
            V a = rule.StateCount > 0 ? V.Load(in s1, i) : V.Zero, b = rule.StateCount > 1 ? V.Load(in s2, i) : V.Zero, c = rule.StateCount > 2 ? V.Load(in s3, i) : V.Zero;
            V.Store(rule.Apply(V.Load(in p, i), V.Load(in g, i), ref a, ref b, ref c), ref p, i);
            if (rule.StateCount > 0)
            {
                V.Store(a, ref s1, i);
            }

            if (rule.StateCount > 1)
            {
                V.Store(b, ref s2, i);
            }

            if (rule.StateCount > 2)
            {
                V.Store(c, ref s3, i);
            }
        }

        return i;
    }

    /// <summary>One parameter, in all lanes of a register: a few of them are done before a part of a register would be put together in memory and read back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<T, TRule>(ref T p, ref readonly T g, ref T s1, ref T s2, ref T s3, int i, TRule rule)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        Lanes128<T> a = rule.StateCount > 0 ? Spread(in s1, i) : default, b = rule.StateCount > 1 ? Spread(in s2, i) : default, c = rule.StateCount > 2 ? Spread(in s3, i) : default;
        Unsafe.Add(ref p, i) = First(rule.Apply(Spread(in p, i), Spread(in g, i), ref a, ref b, ref c));
        if (rule.StateCount > 0)
        {
            Unsafe.Add(ref s1, i) = First(a);
        }

        if (rule.StateCount > 1)
        {
            Unsafe.Add(ref s2, i) = First(b);
        }

        if (rule.StateCount > 2)
        {
            Unsafe.Add(ref s3, i) = First(c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<T> Spread<T>(ref readonly T values, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Lanes128<T>.Create(Unsafe.Add(ref Unsafe.AsRef(in values), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T First<T>(Lanes128<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.BitCast<Lanes128<T>, Vector128<T>>(value).ToScalar();
}
