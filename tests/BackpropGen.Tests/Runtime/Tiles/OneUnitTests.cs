using System;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Products of a layer of one unit, which have kernels of their own, in all widths against plain loops in double precision.</summary>
public sealed class OneUnitTests
{
    public static TheoryData<int, int> Shapes()
    {
        var data = new TheoryData<int, int>();
        foreach (int inputs in new[] { 16, 23, 64, 79, 369 })
        {
            foreach (int rows in new[] { 1, 2, 3, 4, 5, 8, 19 })
            {
                data.Add(rows, inputs);
            }
        }

        return data;
    }

    [Fact]
    public void Only_layers_over_a_whole_register_are_taken()
    {
        Assert.True(OneUnit<Lanes512<float>, float>.Takes(16));
        Assert.False(OneUnit<Lanes512<float>, float>.Takes(15));
        Assert.True(OneUnit<Lanes128<double>, double>.Takes(2));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void In_512_bits(int rows, int inputs)
    {
        Check<Lanes512<float>, Vector512<float>, float>(rows, inputs);
        Check<Lanes512<double>, Vector512<double>, double>(rows, inputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void In_256_bits(int rows, int inputs)
    {
        Check<Lanes256<float>, Vector256<float>, float>(rows, inputs);
        Check<Lanes256<double>, Vector256<double>, double>(rows, inputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void In_128_bits(int rows, int inputs)
    {
        Check<Lanes128<float>, Vector128<float>, float>(rows, inputs);
        Check<Lanes128<double>, Vector128<double>, double>(rows, inputs);
    }

    private static void Check<TLanes, TVector, T>(int rows, int inputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TileReference<T> m = new(rows, inputs, 1);
        m.SpoilPadding();
        Affine<TLanes, TVector, T>(m);
        WeightGradient<TLanes, TVector, T>(m);
    }

    private static void Affine<TLanes, TVector, T>(TileReference<T> m)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T[] bias in new[] { m.Bias, [] })
        {
            T[] y = [.. Enumerable.Repeat(T.NaN, m.Rows * m.YStride)];
            AffineOperands<T> o = new()
            {
                X = m.X,
                XStride = m.XStride,
                Panels = m.Packed.Panels,
                Bias = bias,
                Y = y,
                YStride = m.YStride,
                First = m.First,
                Second = m.Second,
                Inputs = m.Inputs,
                Outputs = 1,
            };
            Tiles.Affine<TLanes, TVector, T, ScaleAndAdd<T>>(in o, m.Rows);
            for (int row = 0; row < m.Rows; row++)
            {
                int place = row * m.YStride;
                double expected = (m.Affine(row, 0, bias) * TileReference<T>.Of(m.First[place])) + TileReference<T>.Of(m.Second[place]);
                Assert.Equal(expected, TileReference<T>.Of(y[place]), TileReference<T>.Tolerance(m.Inputs));
            }
        }
    }

    private static void WeightGradient<TLanes, TVector, T>(TileReference<T> m)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double Rate = 0.125;
        T[] stored = [.. Enumerable.Repeat(T.NaN, m.Packed.PanelLength)], moved = [.. m.Packed.Panels];
        Run<TLanes, TVector, T, StoreGradient<T>>(m, stored, default);
        Run<TLanes, TVector, T, Descend<T>>(m, moved, new Descend<T>(T.CreateChecked(Rate)));

        // the unit, then the zeros of its line
        int line = m.Packed.PanelLength / m.Inputs;
        double tolerance = TileReference<T>.Tolerance(m.Rows);
        for (int i = 0; i < stored.Length; i++)
        {
            double gradient = i % line == 0 ? m.WeightGradient(0, i / line) : 0, weight = i % line == 0 ? TileReference<T>.Of(m.W[i / line]) : 0;
            Assert.Equal(gradient, TileReference<T>.Of(stored[i]), tolerance);
            Assert.Equal(weight - (Rate * gradient), TileReference<T>.Of(moved[i]), tolerance);
        }
    }

    private static void Run<TLanes, TVector, T, TUpdate>(TileReference<T> m, T[] panels, TUpdate update)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        GradientOperands<T> o = new() { Delta = m.Delta, DeltaStride = m.YStride, X = m.X, XStride = m.XStride, Panels = panels, Rows = m.Rows, Inputs = m.Inputs, Outputs = 1 };
        Tiles.WeightGradient<TLanes, TVector, T, TUpdate>(in o, update);
    }
}
