using System;
using System.Numerics;
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
        int i = 0;
        for (; i <= parameters.Length - V.Count; i += V.Count)
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

        if (i < parameters.Length)
        {
            RunEnd<V, T, TRule>(parameters.Slice(i), gradients.Slice(i), Rest(first, i), Rest(second, i), Rest(third, i), rule);
        }
    }

    /// <summary>Less than a register; lanes beyond the end are 0 and not written.</summary>
    private static void RunEnd<V, T, TRule>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second, Span<T> third, TRule rule)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        V a = V.LoadFirst(first, 0, first.Length), b = V.LoadFirst(second, 0, second.Length), c = V.LoadFirst(third, 0, third.Length);
        V.StoreFirst(rule.Apply(V.LoadFirst(parameters, 0, parameters.Length), V.LoadFirst(gradients, 0, gradients.Length), ref a, ref b, ref c), parameters, 0, parameters.Length);
        V.StoreFirst(a, first, 0, first.Length);
        V.StoreFirst(b, second, 0, second.Length);
        V.StoreFirst(c, third, 0, third.Length);
    }

    private static Span<T> Rest<T>(Span<T> slot, int start) => slot.IsEmpty ? slot : slot.Slice(start);
}
