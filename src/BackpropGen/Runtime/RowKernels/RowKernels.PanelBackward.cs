using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>The backward pass over W as panels: four inputs at once, dot products and update in one pass.</content>
public static partial class RowKernels
{
    /// <summary>dx = Wᵀ δ with the old W, then W += δ aᵀ and b += δ, in one pass over W.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panels">W as panels.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten; its padding may be, too.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="skipsIdle">Whether dx is only wanted where a is not zero, and may be zero elsewhere, since it will be multiplied by a derivative that is zero there.</param>
    [MethodImpl(Kernel)]
    public static void PanelBackward<V, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> panels, Span<T> bias, Span<T> dx, int inputs, int outputs, bool skipsIdle)
        where V : struct, ILanes<V, T>, ILaneSums<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(dx.Length, Stride<T>(inputs), nameof(dx));
        RequirePanels(delta, a, panels, inputs, outputs);
        ClearPadding(delta, outputs);
        nint stride = Stride<T>(outputs);
        if (skipsIdle)
        {
            dx[..inputs].Clear();
            VisitActive<V, T, WithGradient>(delta, a, panels, dx, inputs, stride);
        }
        else
        {
            var noList = 0;
            VisitInputs<V, T, AllRows, WithGradient>(ref First(delta), ref First(a), ref First(panels), ref First(dx), ref noList, inputs, inputs, stride);
        }

        UpdateBias<V, T>(delta[..outputs], bias);
    }

    /// <summary>W += δ aᵀ and b += δ over W as panels, for layers whose input needs no gradient; inputs that are zero are skipped.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panels">W as panels.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void PanelUpdate<V, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> panels, Span<T> bias, int inputs, int outputs)
        where V : struct, ILanes<V, T>, ILaneSums<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequirePanels(delta, a, panels, inputs, outputs);
        ClearPadding(delta, outputs);
        VisitActive<V, T, WithoutGradient>(delta, a, panels, default, inputs, Stride<T>(outputs));
        UpdateBias<V, T>(delta[..outputs], bias);
    }

    private static void RequirePanels<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, ReadOnlySpan<T> panels, int inputs, int outputs)
        where T : unmanaged
    {
        Require(delta.Length, Stride<T>(outputs), nameof(delta));
        Require(a.Length, inputs, nameof(a));
        Require(panels.Length, RowsLength<T>(inputs, outputs), nameof(panels));
    }

    /// <summary>Whether a pass that updates W also computes the gradient by the inputs: a constant for the JIT.</summary>
    private interface IInputGradient
    {
        static abstract bool IsComputed { get; }
    }

    private readonly struct WithGradient : IInputGradient
    {
        public static bool IsComputed => true;
    }

    private readonly struct WithoutGradient : IInputGradient
    {
        public static bool IsComputed => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void VisitActive<V, T, TGradient>(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, Span<T> panels, Span<T> dx, int inputs, nint stride)
        where V : struct, ILanes<V, T>, ILaneSums<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TGradient : struct, IInputGradient
    {
        Span<int> lists = stackalloc int[2 * (Math.Min(inputs, ActiveRows.Chunk) + ActiveRows.Slack)];
        Span<T> sums = stackalloc T[TGradient.IsComputed ? Math.Min(inputs, ActiveRows.Chunk) + ActiveRows.Slack : 0];
        ref var active = ref First(lists);
        ref var idle = ref Unsafe.Add(ref active, lists.Length / 2);
        for (var start = 0; start < inputs; start += ActiveRows.Chunk)
        {
            var count = ActiveRows.Split(ref First(a), start, Math.Min(ActiveRows.Chunk, inputs - start), ref active, ref idle);
            VisitInputs<V, T, ListedRows, TGradient>(ref First(delta), ref First(a), ref First(panels), ref First(sums), ref active, count, inputs, stride);
            if (TGradient.IsComputed)
            {
                Scatter(ref First(sums), ref First(dx), ref active, count);
            }
        }
    }

    /// <summary>Inputs four at once; writes their gradients in whole fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void VisitInputs<V, T, TRows, TGradient>(ref T delta, ref T a, ref T panels, ref T sums, ref int rows, nint count, nint inputs, nint stride)
        where V : struct, ILanes<V, T>, ILaneSums<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
        where TGradient : struct, IInputGradient
    {
        var whole = count & -4;
        InputTiles<V, T, TRows, TGradient, Size4>(ref delta, ref a, ref panels, ref sums, ref rows, 0, whole, inputs, stride);
        switch (count - whole)
        {
            case 1: InputTiles<V, T, TRows, TGradient, Size1>(ref delta, ref a, ref panels, ref sums, ref rows, whole, count, inputs, stride); break;
            case 2: InputTiles<V, T, TRows, TGradient, Size2>(ref delta, ref a, ref panels, ref sums, ref rows, whole, count, inputs, stride); break;
            case 3: InputTiles<V, T, TRows, TGradient, Size3>(ref delta, ref a, ref panels, ref sums, ref rows, whole, count, inputs, stride); break;
        }
    }

    [MethodImpl(Kernel)]
    private static void InputTiles<V, T, TRows, TGradient, TSize>(ref T delta, ref T a, ref T panels, ref T sums, ref int rows, nint from, nint to, nint inputs, nint stride)
        where V : struct, ILanes<V, T>, ILaneSums<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
        where TGradient : struct, IInputGradient
        where TSize : struct, ITileSize
    {
        for (var q = from; q < to; q += TSize.Value)
        {
            var row0 = TRows.Row(ref rows, q);
            var row1 = TSize.Value > 1 ? TRows.Row(ref rows, q + 1) : row0;
            var row2 = TSize.Value > 2 ? TRows.Row(ref rows, q + 2) : row0;
            var row3 = TSize.Value > 3 ? TRows.Row(ref rows, q + 3) : row0;
            var a0 = V.Create(Unsafe.Add(ref a, row0));
            var a1 = V.Create(Unsafe.Add(ref a, row1));
            var a2 = V.Create(Unsafe.Add(ref a, row2));
            var a3 = V.Create(Unsafe.Add(ref a, row3));
            V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero;
            for (nint panel = 0; panel < stride; panel += PanelWidth)
            {
                var width = nint.Min(PanelWidth, stride - panel);
                ref var d = ref Unsafe.Add(ref delta, panel);
                ref var w = ref Unsafe.Add(ref panels, panel * inputs);
                ref var w0 = ref Unsafe.Add(ref w, row0 * width);
                ref var w1 = ref Unsafe.Add(ref w, row1 * width);
                ref var w2 = ref Unsafe.Add(ref w, row2 * width);
                ref var w3 = ref Unsafe.Add(ref w, row3 * width);
                for (nint k = 0; k < width; k += V.Count)
                {
                    var dk = V.Load(ref d, k);
                    c0 = InputStep<V, T, TGradient>(ref w0, k, a0, dk, c0);
                    if (TSize.Value > 1)
                    {
                        c1 = InputStep<V, T, TGradient>(ref w1, k, a1, dk, c1);
                    }

                    if (TSize.Value > 2)
                    {
                        c2 = InputStep<V, T, TGradient>(ref w2, k, a2, dk, c2);
                    }

                    if (TSize.Value > 3)
                    {
                        c3 = InputStep<V, T, TGradient>(ref w3, k, a3, dk, c3);
                    }
                }
            }

            if (TGradient.IsComputed)
            {
                V.StoreSums(c0, c1, c2, c3, ref sums, q);
            }
        }
    }

    /// <summary>The sum over the outputs goes on with the old w; then w += a δ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V InputStep<V, T, TGradient>(ref T w, nint k, V a, V delta, V sum)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TGradient : struct, IInputGradient
    {
        var old = V.Load(ref w, k);
        V.Store(V.MultiplyAdd(a, delta, old), ref w, k);
        return TGradient.IsComputed ? V.MultiplyAdd(old, delta, sum) : sum;
    }
}
