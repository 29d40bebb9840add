using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.LaneRows;

/// <summary>Rows to lanes and back.</summary>
public sealed class LaneMovesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(33)]
    public void Any_number_of_rows_of_any_width(int units)
    {
        Check<Lanes512<float>, float>(units);
        Check<Lanes256<float>, float>(units);
        Check<Lanes128<float>, float>(units);
        Check<Lanes512<double>, double>(units);
        Check<Lanes256<double>, double>(units);
        Check<Lanes128<double>, double>(units);
    }

    [Fact]
    public void More_rows_than_lanes_are_refused()
    {
        float[] rows = new float[2 * (Lanes256<float>.Count + 1)], values = new float[2 * Lanes256<float>.Count];
        Assert.Throws<ArgumentException>(() => LaneMoves.Load<Lanes256<float>, float>(rows, values, 2));
        Assert.Throws<ArgumentException>(() => LaneMoves.Store<Lanes256<float>, float>(values, rows, 2));
    }

    private static void Check<TLanes, T>(int units)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = TLanes.Count;
        for (int count = 1; count <= lanes; count++)
        {
            T[] rows = [.. Enumerable.Range(1, count * units).Select(T.CreateChecked)];
            T[] values = new T[units * lanes], back = new T[count * units];
            LaneMoves.Load<TLanes, T>(rows, values, units);
            for (int index = 0; index < values.Length; index++)
            {
                // lanes without a row of their own repeat the last one
                int row = Math.Min(index % lanes, count - 1);
                Assert.Equal(rows[(row * units) + (index / lanes)], values[index]);
            }

            LaneMoves.Store<TLanes, T>(values, back, units);
            Assert.Equal(rows, back);
        }
    }
}
