using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class LanesTests
{
    private static readonly int Width = Vector<float>.Count;

    [Fact]
    public void Load_reads_zeros_beyond_the_end()
    {
        float[] values = [.. Enumerable.Range(1, Width + 3).Select(i => (float)i)];
        for (int index = 0; index <= values.Length + 2; index++)
        {
            Vector<float> lanes = Lanes.Load<float>(values, index);
            for (int lane = 0; lane < Width; lane++)
            {
                Assert.Equal(index + lane < values.Length ? values[index + lane] : 0, lanes[lane]);
            }
        }
    }

    [Fact]
    public void Store_drops_what_lies_beyond_the_end()
    {
        float[] lanes = [.. Enumerable.Range(1, Width).Select(i => (float)i)];
        for (int index = 0; index <= Width + 5; index++)
        {
            float[] destination = new float[Width + 3];
            Lanes.Store(destination, index, new Vector<float>(lanes));
            for (int i = 0; i < destination.Length; i++)
            {
                Assert.Equal(i >= index && i - index < Width ? lanes[i - index] : 0, destination[i]);
            }
        }
    }

    [Fact]
    public void Keep_zeroes_the_lanes_from_count_on()
    {
        for (int count = -2; count <= Width + 2; count++)
        {
            Vector<float> kept = Lanes.Keep(new Vector<float>(float.NaN), count);
            for (int lane = 0; lane < Width; lane++)
            {
                Assert.Equal(lane < count ? float.NaN : 0, kept[lane]);
            }
        }
    }

    [Fact]
    public void Sum_adds_all_lanes() => Assert.Equal(Vector<double>.Count * 1.5, Lanes.Sum(new Vector<double>(1.5)));
}
