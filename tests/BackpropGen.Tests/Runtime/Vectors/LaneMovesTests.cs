using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.Vectors;

public sealed class LaneMoves512SingleTests : LaneMovesTests<Lanes512<float>, float>;

public sealed class LaneMoves256SingleTests : LaneMovesTests<Lanes256<float>, float>;

public sealed class LaneMoves128SingleTests : LaneMovesTests<Lanes128<float>, float>;

public sealed class LaneMoves512DoubleTests : LaneMovesTests<Lanes512<double>, double>;

public sealed class LaneMoves256DoubleTests : LaneMovesTests<Lanes256<double>, double>;

public sealed class LaneMoves128DoubleTests : LaneMovesTests<Lanes128<double>, double>;

/// <summary>Moves between spans and a register: what is moved, and that nothing else is touched.</summary>
public abstract class LaneMovesTests<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T[] Values(int count) => [.. Enumerable.Range(1, count).Select(i => T.CreateTruncating(i))];

    [Fact]
    public void LoadFirst_takes_count_values_wherever_the_span_ends()
    {
        for (int count = 0; count <= TLanes.Count; count++)
        {
            for (int beyond = 0; beyond <= TLanes.Count + 1; beyond++)
            {
                T[] values = Values(2 + count + beyond);
                T[] lanes = new T[TLanes.Count];
                TLanes.Store(TLanes.LoadFirst(values, 2, count), lanes, 0);
                Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(i => i < count ? values[2 + i] : T.Zero), lanes);
            }
        }
    }

    [Fact]
    public void StoreFirst_writes_count_values_alone()
    {
        TLanes value = TLanes.Load(Values(TLanes.Count), 0);
        for (int count = 0; count <= TLanes.Count; count++)
        {
            T[] destination = new T[count + 4];
            TLanes.StoreFirst(value, destination, 2, count);
            Assert.Equal(Enumerable.Range(-2, destination.Length).Select(i => i >= 0 && i < count ? T.CreateTruncating(i + 1) : T.Zero), destination);

            T[] exact = new T[count];
            TLanes.StoreFirst(value, exact, 0, count);
            Assert.Equal(Values(count), exact);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_register_that_does_not_fit_is_refused(int index)
    {
        T[] values = new T[TLanes.Count];
        Assert.Throws<ArgumentOutOfRangeException>(() => TLanes.Load(values, index));
        Assert.Throws<ArgumentOutOfRangeException>(() => TLanes.Store(TLanes.Zero, values, index));
        Assert.Throws<ArgumentOutOfRangeException>(() => TLanes.LoadFirst(values, index, TLanes.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => TLanes.StoreFirst(TLanes.Zero, values, index, TLanes.Count));
    }

    [Fact]
    public void A_refusal_says_what_was_needed()
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => TLanes.Load(new T[TLanes.Count - 1], 0)).Message;
        Assert.Contains($"{TLanes.Count} values from index 0 on, but the span holds {TLanes.Count - 1}", message, StringComparison.Ordinal);
    }
}
