using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>Copies of transposed matrices, by blocks of one register of 128 bits a side: 4 × 4 in single, 2 × 2 in double precision.</summary>
internal static class Transposition
{
    /// <summary>destination[column, row] = source[row, column].</summary>
    /// <param name="source">rows × columns at a stride.</param>
    /// <param name="sourceStride">Numbers from one row of the source to the next.</param>
    /// <param name="destination">columns × rows at a stride.</param>
    /// <param name="destinationStride">Numbers from one row of the destination to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Copy<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TileCheck.Matrix(source.Length, sourceStride, rows, columns, nameof(source));
        TileCheck.Matrix(destination.Length, destinationStride, columns, rows, nameof(destination));
        ref T from = ref MemoryMarshal.GetReference(source);
        ref T to = ref MemoryMarshal.GetReference(destination);
        int line = PanelLayout.Alignment<T>();

        // A cache line of the destination is written as a whole before the next one, while as many rows of the source stay in the cache.
        for (int row = 0; row < rows; row += line)
        {
            CopyLine(
                ref Unsafe.Add(ref from, (nint)row * sourceStride), sourceStride, ref Unsafe.Add(ref to, row), destinationStride, int.Min(line, rows - row), columns);
        }
    }

    /// <summary>Makes the numbers of each row from <paramref name="units"/> on 0.</summary>
    public static void ClearPadding<T>(Span<T> panel, int width, int units, int rows)
        where T : unmanaged
    {
        for (int row = 0; row < rows && units < width; row++)
        {
            panel.Slice((row * width) + units, width - units).Clear();
        }
    }

    /// <summary>Some panels over the inputs, <c>[from / 64][to][from % 64]</c>, of panels over the outputs.</summary>
    public static void Panels<T>(ReadOnlySpan<T> panels, Span<T> transposed, int inputs, int outputs, int firstPanel, int endPanel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            int units = PanelLayout.UnitsOf(panel, inputs);
            int width = PanelLayout.Width<T>(panel, inputs);
            Span<T> destination = transposed.Slice((int)PanelLayout.Start(panel, outputs));
            for (int source = 0; source < PanelLayout.Count(outputs); source++)
            {
                int sourceWidth = PanelLayout.Width<T>(source, outputs);
                ReadOnlySpan<T> block = panels.Slice((int)PanelLayout.Start(source, inputs) + (panel * PanelLayout.Units * sourceWidth));
                Copy(block, sourceWidth, destination.Slice(source * PanelLayout.Units * width), width, units, PanelLayout.UnitsOf(source, outputs));
            }

            ClearPadding(destination, width, units, outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyLine<T>(ref T source, nint sourceStride, ref T destination, nint destinationStride, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int side = Vector128<T>.Count;
        int wholeRows = rows & -side, wholeColumns = columns & -side;
        for (nint column = 0; column < wholeColumns; column += side)
        {
            ref T from = ref Unsafe.Add(ref source, column);
            ref T to = ref Unsafe.Add(ref destination, column * destinationStride);
            for (nint row = 0; row < wholeRows; row += side)
            {
                if (typeof(T) == typeof(float))
                {
                    Block4(ref Unsafe.As<T, float>(ref from), sourceStride, ref Unsafe.As<T, float>(ref to), destinationStride);
                }
                else
                {
                    Block2(ref Unsafe.As<T, double>(ref from), sourceStride, ref Unsafe.As<T, double>(ref to), destinationStride);
                }

                from = ref Unsafe.Add(ref from, side * sourceStride);
                to = ref Unsafe.Add(ref to, side);
            }
        }

        CopyOneByOne(ref source, sourceStride, ref destination, destinationStride, 0, rows, wholeColumns, columns);
        CopyOneByOne(ref source, sourceStride, ref destination, destinationStride, wholeRows, rows, 0, wholeColumns);
    }

    private static void CopyOneByOne<T>(
        ref T source, nint sourceStride, ref T destination, nint destinationStride, int firstRow, int rows, int firstColumn, int columns)
    {
        for (nint column = firstColumn; column < columns; column++)
        {
            for (nint row = firstRow; row < rows; row++)
            {
                Unsafe.Add(ref destination, (column * destinationStride) + row) = Unsafe.Add(ref source, (row * sourceStride) + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        Vector128<float> a = Load(ref source, 0), b = Load(ref source, sourceStride), c = Load(ref source, 2 * sourceStride), d = Load(ref source, 3 * sourceStride);
        ref float third = ref Unsafe.Add(ref destination, 2 * destinationStride);
        (a, b) = ExchangeNeighbours(a, b);
        (c, d) = ExchangeNeighbours(c, d);
        (a, c) = ExchangeHalves(a, c);
        (b, d) = ExchangeHalves(b, d);
        Store(a, ref destination, 0);
        Store(b, ref destination, destinationStride);
        Store(c, ref third, 0);
        Store(d, ref third, destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block2(ref double source, nint sourceStride, ref double destination, nint destinationStride)
    {
        Vector128<double> a = Unsafe.As<double, Vector128<double>>(ref source);
        Vector128<double> b = Unsafe.As<double, Vector128<double>>(ref Unsafe.Add(ref source, sourceStride));
        (Vector128<float> low, Vector128<float> high) = ExchangeHalves(a.AsSingle(), b.AsSingle());
        Unsafe.As<double, Vector128<double>>(ref destination) = low.AsDouble();
        Unsafe.As<double, Vector128<double>>(ref Unsafe.Add(ref destination, destinationStride)) = high.AsDouble();
    }

    /// <summary>a₀ b₀ a₂ b₂ and a₁ b₁ a₃ b₃. Shuffles and selections are one instruction each everywhere; halves taken apart and put together would go through memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Even, Vector128<float> Odd) ExchangeNeighbours(Vector128<float> a, Vector128<float> b)
    {
        Vector128<float> keep = Vector128.Create(-1, 0, -1, 0).AsSingle();
        return (Vector128.ConditionalSelect(keep, a, Vector128.Shuffle(b, Vector128.Create(1, 0, 3, 2))),
            Vector128.ConditionalSelect(keep, Vector128.Shuffle(a, Vector128.Create(1, 0, 3, 2)), b));
    }

    /// <summary>a₀ a₁ b₀ b₁ and a₂ a₃ b₂ b₃.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) ExchangeHalves(Vector128<float> a, Vector128<float> b)
    {
        Vector128<float> keep = Vector128.Create(-1, -1, 0, 0).AsSingle();
        return (Vector128.ConditionalSelect(keep, a, Vector128.Shuffle(b, Vector128.Create(2, 3, 0, 1))),
            Vector128.ConditionalSelect(keep, Vector128.Shuffle(a, Vector128.Create(2, 3, 0, 1)), b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float source, nint index) => Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> value, ref float destination, nint index)
        => Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref destination, index)) = value;
}
