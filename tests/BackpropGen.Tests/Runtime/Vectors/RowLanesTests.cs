using System.Linq;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.Vectors;

/// <summary>Rows in memory and lanes of registers, in all widths: wider ones than the hardware has are emulated.</summary>
public sealed class RowLanesTests
{
    [Fact]
    public void Rows_of_two_come_apart_and_together_in_128_bits() => Pairs<Lanes128<float>>();

    [Fact]
    public void Rows_of_two_come_apart_and_together_in_256_bits() => Pairs<Lanes256<float>>();

    [Fact]
    public void Rows_of_two_come_apart_and_together_in_512_bits() => Pairs<Lanes512<float>>();

    [Fact]
    public void Columns_are_gathered_and_scattered_in_128_bits() => Columns<Lanes128<float>>();

    [Fact]
    public void Columns_are_gathered_and_scattered_in_256_bits() => Columns<Lanes256<float>>();

    [Fact]
    public void Columns_are_gathered_and_scattered_in_512_bits() => Columns<Lanes512<float>>();

    [Fact]
    public void AddProduct_multiplies_and_adds()
    {
        Assert.Equal(7.5f, 1.5f.AddProduct(2, 3));
        float[] lanes = new float[4];
        Lanes128<float>.Store(Lanes128<float>.Create(1.5f).AddProduct(2, Lanes128<float>.Create(3)).AddProduct(Lanes128<float>.Create(2), Lanes128<float>.Create(1)), lanes, 0);
        Assert.All(lanes, lane => Assert.Equal(9.5f, lane));
    }

    private static void Pairs<TLanes>()
        where TLanes : struct, ILanes<TLanes, float>
    {
        const int Start = 3;
        float[] rows = [.. Enumerable.Range(0, Start + (2 * TLanes.Count)).Select(i => (float)i)];
        TLanes even = RowLanes.LoadEven<TLanes>(ref rows[0], Start), odd = RowLanes.LoadOdd<TLanes>(ref rows[0], Start);
        Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(i => (float)(Start + (2 * i))), Values(even));
        Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(i => (float)(Start + (2 * i) + 1)), Values(odd));

        float[] back = new float[rows.Length];
        RowLanes.StorePairs(even, odd, ref back[0], Start);
        Assert.Equal(rows[Start..], back[Start..]);
        Assert.All(back[..Start], value => Assert.Equal(0, value));
    }

    private static void Columns<TLanes>()
        where TLanes : struct, ILanes<TLanes, float>
    {
        const int Stride = 5, Column = 2;
        float[] rows = [.. Enumerable.Range(0, Stride * TLanes.Count).Select(i => (float)i)];
        TLanes column = RowLanes.LoadColumn<TLanes>(ref rows[0], Column, Stride);
        Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(i => (float)((Stride * i) + Column)), Values(column));

        float[] back = new float[rows.Length];
        RowLanes.StoreColumn(column, ref back[0], Column, Stride);
        Assert.Equal(rows.Select((value, i) => i % Stride == Column ? value : 0), back);
    }

    private static float[] Values<TLanes>(TLanes lanes)
        where TLanes : struct, ILanes<TLanes, float>
    {
        float[] values = new float[TLanes.Count];
        TLanes.Store(lanes, values, 0);
        return values;
    }
}
