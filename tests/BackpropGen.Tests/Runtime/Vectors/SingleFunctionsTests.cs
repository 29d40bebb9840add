using System;
using System.Collections.Generic;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.Vectors;

/// <summary>The functions of one float over a dense sweep.</summary>
public sealed class SingleFunctionsTests
{
    private static readonly Dictionary<string, Func<float, float>> Table = new()
    {
        ["Exp"] = Functions.Exp,
        ["Expm1"] = Functions.Expm1,
        ["Log"] = Functions.Log,
        ["Log1p"] = Functions.Log1p,
        ["Tanh"] = Functions.Tanh,
        ["Sigmoid"] = Functions.Sigmoid,
        ["Erf"] = Functions.Erf,
        ["Softplus"] = Functions.Softplus,
        ["LogCosh"] = Functions.LogCosh,
    };

    private static readonly Dictionary<string, Func<float, float, (float First, float Second)>> Pairs = new()
    {
        ["Exp"] = Functions.Exp,
        ["Expm1"] = Functions.Expm1,
        ["Tanh"] = Functions.Tanh,
        ["Sigmoid"] = Functions.Sigmoid,
        ["Erf"] = Functions.Erf,
        ["Softplus"] = Functions.Softplus,
        ["LogCosh"] = Functions.LogCosh,
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    public static TheoryData<string> NamesOfPairs => [.. Pairs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Errors_stay_within_the_bound(string name)
    {
        foreach (float x in Sweep.Floats())
        {
            ErrorBound.Of[name].Assert(x, Table[name](x));
        }
    }

    [Theory]
    [MemberData(nameof(NamesOfPairs))]
    public void Two_at_once_are_each_alone(string name)
    {
        float before = 0.25f;
        foreach (float x in Sweep.Floats())
        {
            Assert.Equal((Table[name](before), Table[name](x)), Pairs[name](before, x));
            before = x;
        }
    }

    [Fact]
    public void MultiplyAdd_multiplies_and_adds()
    {
        Assert.Equal(7.5f, Functions.MultiplyAdd(2f, 3f, 1.5f));
        Assert.Equal(7.5, Functions.MultiplyAdd(2.0, 3.0, 1.5));
    }
}
