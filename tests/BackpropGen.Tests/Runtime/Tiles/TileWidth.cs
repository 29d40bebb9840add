using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime;

/// <summary>The kernels of one width of registers, whatever the machine's is: wider ones run in software, with the same results.</summary>
internal static class TileWidth<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many panels so many units take: each 256 bytes wide.</summary>
    public static int Panels(int units) => ((units * Unsafe.SizeOf<T>()) + 255) / 256;

    public static void Affine<TEpilogue>(int bits, TileReference<T> m, ReadOnlySpan<T> bias, Span<T> y, int firstRow, int endRow, int firstPanel, int endPanel)
        where TEpilogue : struct, IEpilogue<T>
    {
        AffineOperands<T> o = Operands(m, m.Packed.Panels, bias, y);
        switch (bits)
        {
            case 512:
                AffineProduct<Lanes512<T>, Vector512<T>, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
                break;
            case 256:
                AffineProduct<Lanes256<T>, Vector256<T>, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
                break;
            default:
                AffineProduct<Lanes128<T>, Vector128<T>, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
                break;
        }
    }

    public static void Row<TEpilogue>(int bits, TileReference<T> m, ReadOnlySpan<T> bias, Span<T> y, int firstPanel, int endPanel)
        where TEpilogue : struct, IEpilogue<T>
    {
        AffineOperands<T> o = Operands(m, m.Packed.Panels, bias, y);
        switch (bits)
        {
            case 512:
                RowProduct<Lanes512<T>, Vector512<T>, T>.Run<TEpilogue>(in o, firstPanel, endPanel);
                break;
            case 256:
                RowProduct<Lanes256<T>, Vector256<T>, T>.Run<TEpilogue>(in o, firstPanel, endPanel);
                break;
            default:
                RowProduct<Lanes128<T>, Vector128<T>, T>.Run<TEpilogue>(in o, firstPanel, endPanel);
                break;
        }
    }

    /// <param name="m">δ stands as X, dX as Y.</param>
    public static void InputGradient<TEpilogue>(
        int bits, TileReference<T> m, ReadOnlySpan<T> panels, Span<T> dx, int firstRow, int endRow, int firstPanel, int endPanel)
        where TEpilogue : struct, IEpilogue<T>
    {
        AffineOperands<T> o = Operands(m, panels, default, dx);
        switch (bits)
        {
            case 512:
                InputProduct<Lanes512<T>, Vector512<T>, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
                break;
            case 256:
                InputProduct<Lanes256<T>, Vector256<T>, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
                break;
            default:
                InputProduct<Lanes128<T>, Vector128<T>, T>.Run<TEpilogue>(in o, firstRow, endRow, firstPanel, endPanel);
                break;
        }
    }

    public static void WeightGradient<TUpdate>(
        int bits, TileReference<T> m, Span<T> panels, TUpdate update, int firstInput, int endInput, int firstPanel, int endPanel)
        where TUpdate : struct, IWeightUpdate<T>
    {
        GradientOperands<T> o = new()
        {
            Delta = m.Delta,
            DeltaStride = m.YStride,
            X = m.X,
            XStride = m.XStride,
            Panels = panels,
            Rows = m.Rows,
            Inputs = m.Inputs,
            Outputs = m.Outputs,
        };
        switch (bits)
        {
            case 512:
                GradientProduct<Lanes512<T>, Vector512<T>, T>.Run(in o, update, firstInput, endInput, firstPanel, endPanel);
                break;
            case 256:
                GradientProduct<Lanes256<T>, Vector256<T>, T>.Run(in o, update, firstInput, endInput, firstPanel, endPanel);
                break;
            default:
                GradientProduct<Lanes128<T>, Vector128<T>, T>.Run(in o, update, firstInput, endInput, firstPanel, endPanel);
                break;
        }
    }

    public static void BiasGradient<TUpdate>(int bits, TileReference<T> m, Span<T> biases, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        switch (bits)
        {
            case 512:
                BackpropGen.Runtime.Tiles.BiasGradient<Lanes512<T>, Vector512<T>, T, TUpdate>(m.Delta, m.YStride, biases, m.Rows, m.Outputs, update);
                break;
            case 256:
                BackpropGen.Runtime.Tiles.BiasGradient<Lanes256<T>, Vector256<T>, T, TUpdate>(m.Delta, m.YStride, biases, m.Rows, m.Outputs, update);
                break;
            default:
                BackpropGen.Runtime.Tiles.BiasGradient<Lanes128<T>, Vector128<T>, T, TUpdate>(m.Delta, m.YStride, biases, m.Rows, m.Outputs, update);
                break;
        }
    }

    private static AffineOperands<T> Operands(TileReference<T> m, ReadOnlySpan<T> panels, ReadOnlySpan<T> bias, Span<T> y) => new()
    {
        X = m.X,
        XStride = m.XStride,
        Panels = panels,
        Bias = bias,
        Y = y,
        YStride = m.YStride,
        First = m.First,
        Second = m.Second,
        Inputs = m.Inputs,
        Outputs = m.Outputs,
    };
}
