using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.Vectors;

public sealed class Lanes512SingleTests : LanesTests<Lanes512<float>, float>;

public sealed class Lanes256SingleTests : LanesTests<Lanes256<float>, float>;

public sealed class Lanes128SingleTests : LanesTests<Lanes128<float>, float>;

public sealed class Lanes512DoubleTests : LanesTests<Lanes512<double>, double>;

public sealed class Lanes256DoubleTests : LanesTests<Lanes256<double>, double>;

public sealed class Lanes128DoubleTests : LanesTests<Lanes128<double>, double>;

/// <summary>Arithmetic, comparisons and moves of a register.</summary>
public abstract class LanesTests<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T[] Numbers = [.. Enumerable.Range(1, 3 * TLanes.Count).Select(i => T.CreateTruncating(i))];

    [Fact]
    public void Arithmetic_is_that_of_the_lanes()
    {
        TLanes x = TLanes.Load(Numbers, 1);
        TLanes y = TLanes.Load(Numbers, 3);
        AssertLanes(i => (i + 2) + (i + 4), x + y);
        AssertLanes(i => -2, x - y);
        AssertLanes(i => (i + 2) * (i + 4), x * y);
        AssertLanes(i => (i + 2) / (i + 4.0), x / y);
        AssertLanes(i => -(i + 2), -x);
        AssertLanes(i => 3 * (i + 2), T.CreateTruncating(3) * x);
        AssertLanes(i => (i + 2) * (i + 4) + 0.5, TLanes.MultiplyAdd(x, y, TLanes.Constant(0.5)));
        AssertLanes(i => 0, TLanes.Zero);
    }

    [Fact]
    public void Negation_of_0_is_negative() => Assert.True(T.IsNegative(Lanes(-TLanes.Zero)[0]));

    [Theory]
    [MemberData(nameof(SpecialPairs.All), MemberType = typeof(SpecialPairs))]
    public void Comparisons_choose_as_the_relation_says(double x, double y)
    {
        Assert.Equal(x == y, Chosen(TLanes.Equal, x, y));
        Assert.Equal(x < y, Chosen(TLanes.Less, x, y));
        Assert.Equal(x <= y, Chosen(TLanes.LessOrEqual, x, y));
        Assert.Equal(x > y, Chosen(TLanes.Greater, x, y));
        Assert.Equal(x >= y, Chosen(TLanes.GreaterOrEqual, x, y));
        Assert.Equal(x > y, TLanes.AnyGreater(TLanes.Constant(x), TLanes.Constant(y)));
        Assert.Equal(x <= y, TLanes.AllLessOrEqual(TLanes.Constant(x), TLanes.Constant(y)));
    }

    [Theory]
    [MemberData(nameof(SpecialPairs.All), MemberType = typeof(SpecialPairs))]
    public void Max_and_Min_give_their_first_argument_unless_the_second_passes_it(double x, double y)
    {
        AssertLanes(_ => y > x ? y : x, TLanes.Max(TLanes.Constant(x), TLanes.Constant(y)));
        AssertLanes(_ => y < x ? y : x, TLanes.Min(TLanes.Constant(x), TLanes.Constant(y)));
    }

    [Fact]
    public void Select_takes_each_lane_by_its_mask()
        => AssertLanes(i => i + 1 < 3 ? i + 1 : -7, TLanes.Select(TLanes.Less(TLanes.Load(Numbers, 0), TLanes.Constant(3)), TLanes.Load(Numbers, 0), TLanes.Constant(-7)));

    [Fact]
    public void CopySign_keeps_magnitudes()
    {
        AssertLanes(i => -(i + 1), TLanes.CopySign(TLanes.Load(Numbers, 0), TLanes.Constant(-0.0)));
        AssertLanes(i => i + 1, TLanes.CopySign(-TLanes.Load(Numbers, 0), TLanes.Constant(1)));
    }

    [Fact]
    public void Reductions_take_all_lanes()
    {
        Assert.Equal(T.CreateTruncating(TLanes.Count * (TLanes.Count + 1) / 2), TLanes.Sum(TLanes.Load(Numbers, 0)));
        for (int largest = 0; largest < TLanes.Count; largest++)
        {
            T[] values = [.. Enumerable.Range(0, TLanes.Count).Select(i => T.CreateTruncating(i == largest ? -1 : -2 - i))];
            Assert.Equal(-T.One, TLanes.Maximum(TLanes.Load(values, 0)));
        }
    }

    [Fact]
    public void KeepFirst_replaces_the_lanes_from_count_on()
    {
        for (int count = -2; count <= TLanes.Count + 2; count++)
        {
            AssertLanes(i => i < count ? double.NaN : 0, TLanes.KeepFirst(TLanes.Constant(double.NaN), count));
            AssertLanes(i => i < count ? i + 1 : double.NegativeInfinity, TLanes.KeepFirst(TLanes.Load(Numbers, 0), count, T.NegativeInfinity));
            AssertLanes(i => i < count ? i + 1 : -1, TLanes.Select(TLanes.FirstLanes(count), TLanes.Load(Numbers, 0), TLanes.Constant(-1)));
        }
    }

    [Fact]
    public void Scale_and_the_parts_of_a_number_fit_together()
    {
        foreach (double x in new[] { 1, 1.5, 0.7, 1.4, 1e-30, 3e30, 12345.678 })
        {
            TLanes value = TLanes.Constant(x);
            double m = double.CreateTruncating(Lanes(TLanes.Mantissa(value))[0]);
            Assert.InRange(m, 0.707, 1.4143);
            AssertLanes(_ => x, TLanes.Scale(TLanes.Mantissa(value), TLanes.Exponent(value)));
        }
    }

    [Fact]
    public void Scale_rounds_once_to_denormals_and_to_infinity()
    {
        int least = typeof(T) == typeof(float) ? -149 : -1074;
        Assert.Equal(T.Epsilon, Lanes(TLanes.Scale(TLanes.Constant(1.25), TLanes.Constant(least)))[0]);
        Assert.Equal(T.Epsilon + T.Epsilon, Lanes(TLanes.Scale(TLanes.Constant(1.75), TLanes.Constant(least)))[0]);
        Assert.Equal(T.Zero, Lanes(TLanes.Scale(TLanes.Constant(1), TLanes.Constant(least - 20)))[0]);
        Assert.Equal(T.PositiveInfinity, Lanes(TLanes.Scale(TLanes.Constant(1), TLanes.Constant(typeof(T) == typeof(float) ? 129 : 1025)))[0]);
    }

    private static bool Chosen(Func<TLanes, TLanes, TLanes> relation, double x, double y)
        => Lanes(TLanes.Select(relation(TLanes.Constant(x), TLanes.Constant(y)), TLanes.Constant(1), TLanes.Zero)).Distinct().Single() == T.One;

    private static T[] Lanes(TLanes value)
    {
        T[] lanes = new T[TLanes.Count];
        TLanes.Store(value, lanes, 0);
        return lanes;
    }

    private static void AssertLanes(Func<int, double> expected, TLanes actual) => Assert.Equal(Enumerable.Range(0, TLanes.Count).Select(i => T.CreateTruncating(expected(i))), Lanes(actual));
}
