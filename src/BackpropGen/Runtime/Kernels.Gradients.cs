using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>The backward products.</content>
public static partial class Kernels
{
    /// <summary>The gradient by a layer's input, dX = δ W: dx[row, from] = Σ delta[row, to] · w[to, from].</summary>
    /// <param name="delta">δ, rows × outputs: the gradient by Z.</param>
    /// <param name="w">W[to, from], outputs × inputs.</param>
    /// <param name="dx">dX, rows × inputs; overwritten.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="inputs">Sources.</param>
    /// <param name="outputs">Units.</param>
    public static void AffineInputGradient<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> w, Span<T> dx, int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => SumOfScaledRows(new Coefficients<T>(delta, outputs, 1), w, dx, rows, outputs, inputs);

    /// <summary>The gradient by the weights, dW = δᵀ X: dw[to, from] = Σ delta[row, to] · x[row, from].</summary>
    /// <param name="delta">δ, rows × outputs: the gradient by Z.</param>
    /// <param name="x">X, rows × inputs.</param>
    /// <param name="dw">dW[to, from], outputs × inputs; overwritten.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="inputs">Sources.</param>
    /// <param name="outputs">Units.</param>
    public static void WeightGradient<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> dw, int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => SumOfScaledRows(new Coefficients<T>(delta, 1, outputs), x, dw, outputs, rows, inputs);

    /// <summary>The gradient by the biases: the sums of δ over the rows.</summary>
    /// <param name="delta">δ, rows × outputs.</param>
    /// <param name="db">outputs values; or one, for a bias that all units share: the sum over everything. Overwritten.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="outputs">Units.</param>
    public static void BiasGradient<T>(ReadOnlySpan<T> delta, Span<T> db, int rows, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (db.Length == 1)
        {
            db[0] = Sum(delta.Slice(0, rows * outputs));
            return;
        }

        int to = 0;
        for (; to <= outputs - Vector<T>.Count; to += Vector<T>.Count)
        {
            Vector<T> sum = default;
            for (int row = 0; row < rows; row++)
            {
                sum += new Vector<T>(delta.Slice(row * outputs + to));
            }

            sum.CopyTo(db.Slice(to));
        }

        for (; to < outputs; to++)
        {
            T sum = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                sum += delta[row * outputs + to];
            }

            db[to] = sum;
        }
    }

    /// <summary>
    /// Each row m of the result is Σₖ a(m, k) · row k of B: what both backward products are. Two rows of the result at a time, four vectors
    /// wide, held in registers while k runs; each element sums over ascending k wherever it stands in a tile.
    /// </summary>
    private static void SumOfScaledRows<T>(Coefficients<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int terms, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int row = 0;
        for (; row <= rows - 2; row += 2)
        {
            int column = 0;
            for (; column <= width - 4 * Vector<T>.Count; column += 4 * Vector<T>.Count)
            {
                Tile2x4(a, row, b.Slice(column), c.Slice(row * width + column), terms, width);
            }

            FinishRow(a, row, b, c.Slice(row * width, width), terms, column);
            FinishRow(a, row + 1, b, c.Slice((row + 1) * width, width), terms, column);
        }

        if (row < rows)
        {
            FinishRow(a, row, b, c.Slice(row * width, width), terms, 0);
        }
    }

    private static void Tile2x4<T>(Coefficients<T> a, int row, ReadOnlySpan<T> b, Span<T> c, int terms, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector<T> s10 = default, s11 = default, s12 = default, s13 = default;
        for (int k = 0; k < terms; k++)
        {
            Vector<T> a0 = new(a[row, k]), a1 = new(a[row + 1, k]);
            ReadOnlySpan<T> line = b.Slice(k * width, 4 * Vector<T>.Count);
            Vector<T> b0 = new(line), b1 = new(line.Slice(Vector<T>.Count));
            Vector<T> b2 = new(line.Slice(2 * Vector<T>.Count)), b3 = new(line.Slice(3 * Vector<T>.Count));
            s00 += a0 * b0;
            s01 += a0 * b1;
            s02 += a0 * b2;
            s03 += a0 * b3;
            s10 += a1 * b0;
            s11 += a1 * b1;
            s12 += a1 * b2;
            s13 += a1 * b3;
        }

        StoreFour(c, s00, s01, s02, s03);
        StoreFour(c.Slice(width), s10, s11, s12, s13);
    }

    private static void StoreFour<T>(Span<T> destination, Vector<T> v0, Vector<T> v1, Vector<T> v2, Vector<T> v3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        v0.CopyTo(destination);
        v1.CopyTo(destination.Slice(Vector<T>.Count));
        v2.CopyTo(destination.Slice(2 * Vector<T>.Count));
        v3.CopyTo(destination.Slice(3 * Vector<T>.Count));
    }

    /// <summary>One row's columns from <paramref name="column"/> on, a vector at a time and then one by one.</summary>
    private static void FinishRow<T>(Coefficients<T> a, int row, ReadOnlySpan<T> b, Span<T> c, int terms, int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = c.Length;
        for (; column <= width - Vector<T>.Count; column += Vector<T>.Count)
        {
            Vector<T> sum = default;
            for (int k = 0; k < terms; k++)
            {
                sum += new Vector<T>(a[row, k]) * new Vector<T>(b.Slice(k * width + column));
            }

            sum.CopyTo(c.Slice(column));
        }

        for (; column < width; column++)
        {
            T sum = T.Zero;
            for (int k = 0; k < terms; k++)
            {
                sum += a[row, k] * b[k * width + column];
            }

            c[column] = sum;
        }
    }

    /// <summary>A matrix that is read as it stands or transposed.</summary>
    private readonly ref struct Coefficients<T>(ReadOnlySpan<T> values, int rowStride, int columnStride)
    {
        private readonly ReadOnlySpan<T> _values = values;

        public T this[int row, int column] => _values[row * rowStride + column * columnStride];
    }
}
