using System;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Aligned memory, and weights in all layouts.</summary>
public sealed class PackedWeightsTests
{
    [Theory]
    [InlineData(3, 5)]
    [InlineData(16, 16)]
    [InlineData(67, 33)]
    [InlineData(130, 7)]
    [InlineData(1, 1)]
    public void Panels_hold_64_units_side_by_side(int outputs, int inputs)
    {
        Layout<float>(outputs, inputs, 16);
        Layout<double>(outputs, inputs, 8);
    }

    [Fact]
    public void Each_layout_follows_what_was_written_to_the_other()
    {
        var weights = new PackedWeights<float>(new float[6], 2, 3);
        weights.CanonicalToWrite[4] = 1;
        Assert.Equal(1, weights.Panels[17]);
        weights.PanelsToWrite[17] = 2;
        Assert.Equal(2, weights.Canonical[4]);
        weights.PanelsToWrite[0] = 3;
        weights.CanonicalToWrite[5] = 4;
        Assert.Equal(new float[] { 3, 0, 0, 0, 2, 4 }, weights.Canonical.ToArray());
        Assert.Equal(4, weights.Panels[33]);
        Assert.Equal(3, weights.Panels[0]);
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(70, 5)]
    public void Columns_hold_all_units_of_a_source_and_follow_the_others(int outputs, int inputs)
    {
        int stride = (outputs + 15) / 16 * 16;
        var weights = new PackedWeights<float>([.. Enumerable.Range(1, outputs * inputs).Select(value => (float)value)], outputs, inputs);
        float[] expected = new float[inputs * stride];
        for (int from = 0; from < inputs; from++)
        {
            for (int to = 0; to < outputs; to++)
            {
                expected[(from * stride) + to] = weights.Canonical[(to * inputs) + from];
            }
        }

        Assert.Equal(expected, weights.Columns.ToArray());
        weights.ColumnsToWrite[stride + 2] = -1;
        Assert.Equal(-1, weights.Canonical[(2 * inputs) + 1]);
        Assert.Equal(-1, weights.Rows[(2 * 16) + 1]);
        weights.RowsToWrite[(2 * 16) + 1] = -2;
        Assert.Equal(-2, weights.Columns[stride + 2]);
        weights.PanelsToWrite[Math.Min(stride, 64) + 2] = -3;
        Assert.Equal(-3, weights.Columns[stride + 2]);
        weights.ColumnsToWrite[stride + 2] = -4;
        Assert.Equal(-4, weights.Panels[Math.Min(stride, 64) + 2]);
    }

    [Fact]
    public void Rows_and_columns_that_are_written_alike_both_stay()
    {
        var weights = new PackedWeights<float>([1, 2, 3, 4, 5, 6], 2, 3);
        Span<float> rows = weights.RowsAndColumnsToWrite(out Span<float> columns);
        Assert.Equal((6, 6), (rows[18], columns[33])); // W[1, 2]
        (rows[18], columns[33]) = (7, 7);
        Assert.Equal(new float[] { 1, 2, 3, 4, 5, 7 }, weights.Canonical.ToArray());
        rows[0] = 8; // to the rows alone, which nobody is to do: it tells that they are not made anew, nor the columns from them
        Assert.Equal((8, 1, 7), (weights.Rows[0], weights.Columns[0], weights.Panels[33]));
        weights.CanonicalToWrite[0] = 9;
        Assert.Equal((9, 9), (weights.Rows[0], weights.Panels[0]));
    }

    [Fact]
    public void Readers_on_several_threads_see_whole_layouts()
    {
        for (int round = 0; round < 50; round++)
        {
            var weights = new PackedWeights<float>(Enumerable.Repeat(1f, 200 * 100).ToArray(), 200, 100);
            Parallel.For(0, 8, _ => Assert.Equal(20_000, Sum(weights.Panels)));
            weights.PanelsToWrite.Slice(0, 64).Fill(2);
            Parallel.For(0, 8, _ => Assert.Equal(20_064, Sum(weights.Canonical)));
        }
    }

    [Fact]
    public void A_wrong_length_is_refused_by_name()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new PackedWeights<float>(new float[5], 2, 3));
        Assert.Equal("canonical: expected 6 values, got 5. (Parameter 'canonical')", error.Message);
        var weights = new PackedWeights<float>(new float[6], 2, 3);
        Assert.Throws<ArgumentException>("panels", () => weights.Pack(new float[6], new float[6]));
        Assert.Throws<ArgumentException>("canonical", () => weights.Unpack(new float[48], new float[5]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    public void An_aligned_array_starts_at_64_bytes_and_is_zero(int length)
    {
        Aligned<float>(length, 16);
        Aligned<double>(length, 8);
    }

    [Fact]
    public void Ensure_grows_and_never_shrinks()
    {
        AlignedArray<float>? array = null;
        AlignedArray<float>.Ensure(ref array, 10)[9] = 1;
        AlignedArray<float>? first = array;
        Assert.Equal(1, AlignedArray<float>.Ensure(ref array, 16)[9]);
        Assert.Same(first, array);
        Assert.Equal(40, AlignedArray<float>.Ensure(ref array, 40).Length);
        Assert.NotSame(first, array);
        Assert.Equal(5, AlignedArray<float>.Ensure(ref array, 5).Length);
        Assert.Equal(48, array!.Length);
    }

    [Fact]
    public void A_negative_length_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedArray<float>(-1));

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static void Layout<T>(int outputs, int inputs, int line)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] canonical = Enumerable.Range(1, outputs * inputs).Select(T.CreateChecked).ToArray();
        var weights = new PackedWeights<T>((T[])canonical.Clone(), outputs, inputs);
        Span<T> panels = weights.Panels;
        Assert.Equal(weights.PanelLength, panels.Length);
        Assert.Equal((outputs + line - 1) / line * line * inputs, PackedWeights<T>.LengthOf(outputs, inputs));
        int used = 0, panel = 4 * line;
        for (int to = 0; to < outputs; to++)
        {
            int first = to / panel * panel, width = Math.Min(panel, (outputs - first + line - 1) / line * line);
            for (int from = 0; from < inputs; from++, used++)
            {
                Assert.Equal(canonical[(to * inputs) + from], panels[(first * inputs) + (from * width) + (to % panel)]);
            }
        }

        Assert.Equal(panels.Length - used, panels.ToArray().Count(T.IsZero));
        T[] back = new T[canonical.Length];
        weights.Unpack(panels, back);
        Assert.Equal(canonical, back);
    }

    private static void Aligned<T>(int length, int line)
        where T : unmanaged
    {
        var array = new AlignedArray<T>(length);
        Assert.Equal((length + line - 1) / line * line, array.Length);
        Assert.Equal(array.Length, array.Span.Length);
        Assert.Equal(-1, array.Span.IndexOfAnyExcept(default(T)));
        if (length > 0)
        {
            ref byte first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(array.Span));
            ref byte zero = ref Unsafe.NullRef<byte>();
            Assert.Equal(0, Unsafe.ByteOffset(ref zero, ref first) % 64);
        }
    }
}
