using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.Vectors;

public sealed class LaneFunctions512SingleTests : LaneFunctionsTests<Lanes512<float>, float>;

public sealed class LaneFunctions256SingleTests : LaneFunctionsTests<Lanes256<float>, float>;

public sealed class LaneFunctions128SingleTests : LaneFunctionsTests<Lanes128<float>, float>;

public sealed class LaneFunctions512DoubleTests : LaneFunctionsTests<Lanes512<double>, double>;

public sealed class LaneFunctions256DoubleTests : LaneFunctionsTests<Lanes256<double>, double>;

public sealed class LaneFunctions128DoubleTests : LaneFunctionsTests<Lanes128<double>, double>;

/// <summary>Each function of a register against a reference in double, and at the ends of the range.</summary>
public abstract class LaneFunctionsTests<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Inf = double.PositiveInfinity;

    private static readonly Dictionary<string, Func<TLanes, TLanes>> Functions = new()
    {
        ["Exp"] = TLanes.Exp,
        ["BoundedExp"] = x => TLanes.BoundedExp(TLanes.Zero - TLanes.Abs(x)),
        ["Expm1"] = TLanes.Expm1,
        ["Log"] = TLanes.Log,
        ["Log1p"] = TLanes.Log1p,
        ["Tanh"] = TLanes.Tanh,
        ["Sigmoid"] = TLanes.Sigmoid,
        ["Erf"] = TLanes.Erf,
        ["Softplus"] = TLanes.Softplus,
        ["LogCosh"] = TLanes.LogCosh,
        ["Sqrt"] = TLanes.Sqrt,
        ["Abs"] = TLanes.Abs,
        ["Sign"] = TLanes.Sign,
        ["Sin"] = TLanes.Sin,
        ["Cos"] = TLanes.Cos,
        ["Tan"] = TLanes.Tan,
        ["Asin"] = TLanes.Asin,
        ["Acos"] = TLanes.Acos,
        ["Atan"] = TLanes.Atan,
        ["Sinh"] = TLanes.Sinh,
        ["Cosh"] = TLanes.Cosh,
        ["Asinh"] = TLanes.Asinh,
        ["Acosh"] = TLanes.Acosh,
        ["Atanh"] = TLanes.Atanh,
        ["Cbrt"] = TLanes.Cbrt,
    };

    [Theory]
    [MemberData(nameof(ErrorBound.Names), MemberType = typeof(ErrorBound))]
    public void Errors_stay_within_the_bound(string name)
    {
        Func<TLanes, TLanes> function = Functions[name];
        ErrorBound bound = ErrorBound.Of[name];
        T[] lanes = new T[TLanes.Count];
        foreach (T[] xs in Sweep.Of<T>().Chunk(TLanes.Count))
        {
            xs.CopyTo(lanes, 0);
            TLanes.Store(function(TLanes.Load(lanes, 0)), lanes, 0);
            for (int lane = 0; lane < xs.Length; lane++)
            {
                bound.Assert(xs[lane], lanes[lane]);
            }
        }
    }

    [Theory]
    [InlineData("Exp", 1000, Inf)]
    [InlineData("Exp", -1000, 0)]
    [InlineData("Exp", Inf, Inf)]
    [InlineData("Exp", -Inf, 0)]
    [InlineData("Exp", 0, 1)]
    [InlineData("Exp", -0.0, 1)]
    [InlineData("BoundedExp", -1000, 0)]
    [InlineData("BoundedExp", -Inf, 0)]
    [InlineData("BoundedExp", 0, 1)]
    [InlineData("Expm1", 1000, Inf)]
    [InlineData("Expm1", -1000, -1)]
    [InlineData("Expm1", Inf, Inf)]
    [InlineData("Expm1", -Inf, -1)]
    [InlineData("Expm1", 0, 0)]
    [InlineData("Expm1", -0.0, -0.0)]
    [InlineData("Log", 0, -Inf)]
    [InlineData("Log", -0.0, -Inf)]
    [InlineData("Log", 1, 0)]
    [InlineData("Log", -1, double.NaN)]
    [InlineData("Log", -Inf, double.NaN)]
    [InlineData("Log", Inf, Inf)]
    [InlineData("Log1p", 0, 0)]
    [InlineData("Log1p", -0.0, -0.0)]
    [InlineData("Log1p", -1, -Inf)]
    [InlineData("Log1p", -2, double.NaN)]
    [InlineData("Log1p", -Inf, double.NaN)]
    [InlineData("Log1p", Inf, Inf)]
    [InlineData("Tanh", 1000, 1)]
    [InlineData("Tanh", -1000, -1)]
    [InlineData("Tanh", Inf, 1)]
    [InlineData("Tanh", -Inf, -1)]
    [InlineData("Tanh", 0, 0)]
    [InlineData("Tanh", -0.0, -0.0)]
    [InlineData("Sigmoid", 1000, 1)]
    [InlineData("Sigmoid", -1000, 0)]
    [InlineData("Sigmoid", Inf, 1)]
    [InlineData("Sigmoid", -Inf, 0)]
    [InlineData("Sigmoid", 0, 0.5)]
    [InlineData("Erf", 1000, 1)]
    [InlineData("Erf", -1000, -1)]
    [InlineData("Erf", Inf, 1)]
    [InlineData("Erf", -Inf, -1)]
    [InlineData("Erf", 0, 0)]
    [InlineData("Softplus", 1000, 1000)]
    [InlineData("Softplus", -1000, 0)]
    [InlineData("Softplus", Inf, Inf)]
    [InlineData("Softplus", -Inf, 0)]
    [InlineData("LogCosh", Inf, Inf)]
    [InlineData("LogCosh", -Inf, Inf)]
    [InlineData("LogCosh", 0, 0)]
    [InlineData("Sqrt", 0, 0)]
    [InlineData("Sqrt", -1, double.NaN)]
    [InlineData("Abs", -0.0, 0)]
    [InlineData("Abs", -Inf, Inf)]
    [InlineData("Sign", 0, 0)]
    [InlineData("Sign", -Inf, -1)]
    [InlineData("Sign", 1e-30, 1)]
    [InlineData("Sin", 0, 0)]
    [InlineData("Sin", -0.0, -0.0)]
    [InlineData("Sin", Inf, double.NaN)]
    [InlineData("Sin", -Inf, double.NaN)]
    [InlineData("Cos", 0, 1)]
    [InlineData("Cos", Inf, double.NaN)]
    [InlineData("Tan", 0, 0)]
    [InlineData("Tan", -0.0, -0.0)]
    [InlineData("Tan", Inf, double.NaN)]
    [InlineData("Asin", -0.0, -0.0)]
    [InlineData("Asin", 1, Math.PI / 2)]
    [InlineData("Asin", -1, -Math.PI / 2)]
    [InlineData("Asin", 1.5, double.NaN)]
    [InlineData("Asin", -Inf, double.NaN)]
    [InlineData("Acos", 1, 0)]
    [InlineData("Acos", -1, Math.PI)]
    [InlineData("Acos", 0, Math.PI / 2)]
    [InlineData("Acos", -1.5, double.NaN)]
    [InlineData("Acos", Inf, double.NaN)]
    [InlineData("Atan", -0.0, -0.0)]
    [InlineData("Atan", Inf, Math.PI / 2)]
    [InlineData("Atan", -Inf, -Math.PI / 2)]
    [InlineData("Sinh", -0.0, -0.0)]
    [InlineData("Sinh", 1000, Inf)]
    [InlineData("Sinh", -1000, -Inf)]
    [InlineData("Sinh", -Inf, -Inf)]
    [InlineData("Cosh", 0, 1)]
    [InlineData("Cosh", 1000, Inf)]
    [InlineData("Cosh", -Inf, Inf)]
    [InlineData("Asinh", -0.0, -0.0)]
    [InlineData("Asinh", Inf, Inf)]
    [InlineData("Asinh", -Inf, -Inf)]
    [InlineData("Acosh", 1, 0)]
    [InlineData("Acosh", 0.5, double.NaN)]
    [InlineData("Acosh", -1, double.NaN)]
    [InlineData("Acosh", -1000, double.NaN)]
    [InlineData("Acosh", -Inf, double.NaN)]
    [InlineData("Acosh", Inf, Inf)]
    [InlineData("Atanh", -0.0, -0.0)]
    [InlineData("Atanh", 1, Inf)]
    [InlineData("Atanh", -1, -Inf)]
    [InlineData("Atanh", 1.5, double.NaN)]
    [InlineData("Atanh", -Inf, double.NaN)]
    [InlineData("Cbrt", -0.0, -0.0)]
    [InlineData("Cbrt", -8, -2)]
    [InlineData("Cbrt", Inf, Inf)]
    [InlineData("Cbrt", -Inf, -Inf)]
    public void At_the_ends_values_are_exact(string name, double x, double expected)
        => Assert.Equal(T.CreateTruncating(expected), First(Functions[name](TLanes.Constant(x))));

    [Theory]
    [MemberData(nameof(ErrorBound.Names), MemberType = typeof(ErrorBound))]
    public void NaN_stays_NaN(string name) => Assert.True(T.IsNaN(First(Functions[name](TLanes.Constant(double.NaN)))));

    [Theory]
    [InlineData("Expm1")]
    [InlineData("Log1p")]
    [InlineData("Tanh")]
    [InlineData("Sin")]
    [InlineData("Tan")]
    [InlineData("Asin")]
    [InlineData("Atan")]
    [InlineData("Sinh")]
    [InlineData("Asinh")]
    [InlineData("Atanh")]
    public void The_smallest_arguments_keep_their_bits(string name)
    {
        foreach (T x in new[] { T.Epsilon, -T.Epsilon, T.CreateTruncating(1e-30), T.CreateTruncating(-1e-30), T.CreateTruncating(3e-42) })
        {
            Assert.Equal(x, First(Functions[name](TLanes.Create(x))));
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(0, -5, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, -Inf)]
    [InlineData(0, double.NaN, double.NaN)]
    [InlineData(double.NaN, 1, double.NaN)]
    [InlineData(1, double.NaN, double.NaN)]
    public void XLogY_is_0_where_its_factor_is(double t, double o, double expected)
        => Assert.Equal(T.CreateTruncating(expected), First(TLanes.XLogY(TLanes.Constant(t), TLanes.Constant(o))));

    private static T First(TLanes value)
    {
        T[] lanes = new T[TLanes.Count];
        TLanes.Store(value, lanes, 0);
        Assert.All(lanes, lane => Assert.Equal(lanes[0], lane));
        return lanes[0];
    }
}
