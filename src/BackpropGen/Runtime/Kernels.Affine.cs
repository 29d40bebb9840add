using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>The forward product.</content>
public static partial class Kernels
{
    /// <summary>Z = X Wᵀ + b: z[row, to] = Σ x[row, from] · w[to, from] + b[to].</summary>
    /// <remarks>
    /// Dot products along rows of X and W, of up to 2 rows with 4 units at a time. Each sum runs over its terms in the same order wherever it stands in a
    /// tile, so a row's result does not depend on the other rows.
    /// </remarks>
    /// <param name="x">X, rows × inputs.</param>
    /// <param name="w">W[to, from], outputs × inputs.</param>
    /// <param name="b">Biases: outputs values, 1 for all units alike, or 0 for none.</param>
    /// <param name="z">Z, rows × outputs; overwritten.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="inputs">Sources.</param>
    /// <param name="outputs">Units.</param>
    public static void Affine<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int row = 0;
        for (; row <= rows - 2; row += 2)
        {
            AffineTwoRows(x.Slice(row * inputs, 2 * inputs), w, b, z.Slice(row * outputs, 2 * outputs), inputs, outputs);
        }

        if (row < rows)
        {
            AffineRow(x.Slice(row * inputs, inputs), w, b, z.Slice(row * outputs, outputs), 0);
        }
    }

    private static void AffineTwoRows<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> x0 = x.Slice(0, inputs);
        ReadOnlySpan<T> x1 = x.Slice(inputs, inputs);
        int to = 0;
        for (; to <= outputs - 4; to += 4)
        {
            ReadOnlySpan<T> tile = w.Slice(to * inputs, 4 * inputs);
            Dot2x4(x0, x1, tile, z.Slice(to, 4), z.Slice(outputs + to, 4));
            AddBias(b, to, z.Slice(to, 4));
            AddBias(b, to, z.Slice(outputs + to, 4));
        }

        AffineRow(x0, w, b, z.Slice(0, outputs), to);
        AffineRow(x1, w, b, z.Slice(outputs, outputs), to);
    }

    /// <summary>One row's units from <paramref name="to"/> on.</summary>
    private static void AffineRow<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputs = x.Length;
        for (; to <= z.Length - 4; to += 4)
        {
            Dot1x4(x, w.Slice(to * inputs, 4 * inputs), z.Slice(to, 4));
            AddBias(b, to, z.Slice(to, 4));
        }

        for (; to < z.Length; to++)
        {
            z[to] = Dot(x, w.Slice(to * inputs, inputs));
            AddBias(b, to, z.Slice(to, 1));
        }
    }

    private static void AddBias<T>(ReadOnlySpan<T> b, int to, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (b.Length == 0)
        {
            return;
        }

        for (int i = 0; i < z.Length; i++)
        {
            z[i] += b.Length == 1 ? b[0] : b[to + i];
        }
    }

    /// <summary>Two rows of x with four of w.</summary>
    private static void Dot2x4<T>(ReadOnlySpan<T> x0, ReadOnlySpan<T> x1, ReadOnlySpan<T> w, Span<T> z0, Span<T> z1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x0.Length;
        ReadOnlySpan<T> w0 = w.Slice(0, n), w1 = w.Slice(n, n), w2 = w.Slice(2 * n, n), w3 = w.Slice(3 * n, n);
        Vector<T> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector<T> s10 = default, s11 = default, s12 = default, s13 = default;
        int i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> a0 = new(x0.Slice(i)), a1 = new(x1.Slice(i));
            Vector<T> b0 = new(w0.Slice(i)), b1 = new(w1.Slice(i)), b2 = new(w2.Slice(i)), b3 = new(w3.Slice(i));
            s00 += a0 * b0;
            s01 += a0 * b1;
            s02 += a0 * b2;
            s03 += a0 * b3;
            s10 += a1 * b0;
            s11 += a1 * b1;
            s12 += a1 * b2;
            s13 += a1 * b3;
        }

        z0[0] = Finish(s00, x0, w0, i);
        z0[1] = Finish(s01, x0, w1, i);
        z0[2] = Finish(s02, x0, w2, i);
        z0[3] = Finish(s03, x0, w3, i);
        z1[0] = Finish(s10, x1, w0, i);
        z1[1] = Finish(s11, x1, w1, i);
        z1[2] = Finish(s12, x1, w2, i);
        z1[3] = Finish(s13, x1, w3, i);
    }

    /// <summary>One row of x with four of w.</summary>
    private static void Dot1x4<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x.Length;
        ReadOnlySpan<T> w0 = w.Slice(0, n), w1 = w.Slice(n, n), w2 = w.Slice(2 * n, n), w3 = w.Slice(3 * n, n);
        Vector<T> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> a = new(x.Slice(i));
            s0 += a * new Vector<T>(w0.Slice(i));
            s1 += a * new Vector<T>(w1.Slice(i));
            s2 += a * new Vector<T>(w2.Slice(i));
            s3 += a * new Vector<T>(w3.Slice(i));
        }

        z[0] = Finish(s0, x, w0, i);
        z[1] = Finish(s1, x, w1, i);
        z[2] = Finish(s2, x, w2, i);
        z[3] = Finish(s3, x, w3, i);
    }

    private static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> sum = default;
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            sum += new Vector<T>(x.Slice(i)) * new Vector<T>(w.Slice(i));
        }

        return Finish(sum, x, w, i);
    }

    /// <summary>A dot product's lanes and the terms that did not fill a vector.</summary>
    private static T Finish<T>(Vector<T> lanes, ReadOnlySpan<T> x, ReadOnlySpan<T> w, int from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = from == 0 ? T.Zero : Vector.Sum(lanes);
        for (; from < x.Length; from++)
        {
            sum += x[from] * w[from];
        }

        return sum;
    }
}
