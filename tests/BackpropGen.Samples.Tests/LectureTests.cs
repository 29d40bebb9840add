using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Lecture;
using Xunit;

namespace BackpropGen.Samples.Tests;

/// <summary>The numbers that the documents print, and the right ones where those are wrong.</summary>
public sealed class LectureTests
{
    private static readonly Lazy<Dictionary<string, Figure[]>> Tables = new(() => new()
    {
        ["001 forward"] = [.. Document001.Forward(LectureNetwork.AsPrinted())],
        ["001 output layer"] = [.. Document001.BackwardOutput(LectureNetwork.AsPrinted())],
        ["001 hidden layer"] = [.. Document001.BackwardHidden(LectureNetwork.AsPrinted())],
        ["001 updated"] = [.. Document001.Updated(Updated(LectureNetwork.AsPrinted()))],
        ["001 simultaneous"] = [.. Updates001.Simultaneous()],
        ["001 sequential"] = [.. Updates001.Sequential()],
        ["002 forward"] = [.. Document002.Forward(DerivationNetwork.AsPrinted())],
        ["002 deltas"] = [.. Document002.Deltas(DerivationNetwork.AsPrinted())],
        ["002 gradients"] = [.. Document002.Gradients(DerivationNetwork.AsPrinted())],
        ["002 updated"] = [.. Document002.Updated(Updated(DerivationNetwork.AsPrinted()))],
        ["002 slips"] = [.. Slips002.Printed()],
    });

    [Theory]
    [InlineData("001 forward", 9)]
    [InlineData("001 output layer", 5)]
    [InlineData("001 hidden layer", 7)]
    [InlineData("001 updated", 8)]
    [InlineData("001 simultaneous", 1)]
    [InlineData("001 sequential", 3)]
    [InlineData("002 forward", 1)]
    [InlineData("002 slips", 1)]
    public void Printed_numbers_are_the_rounded_values(string table, int count)
    {
        Figure[] printed = [.. Tables.Value[table].Where(figure => figure.Printed is not null)];
        Assert.Equal(count, printed.Length);
        Assert.All(printed, figure => Assert.True(Rounds(figure), $"{figure.Name} is {figure.Value:R}, printed {figure.Printed}"));
    }

    [Theory]
    [InlineData("001 simultaneous", "E_total after 1", 0.29102777369359933)]
    [InlineData("001 simultaneous", "E_total after 10,000", 3.510187782978859e-05)]
    [InlineData("001 simultaneous", "out_o1", 0.015913620443550679)]
    [InlineData("001 simultaneous", "out_o2", 0.98406427351462378)]
    [InlineData("001 sequential", "E_total after 10,000", 3.508478629631353e-05)]
    [InlineData("001 output layer", "δ_o2", -0.038098236516556215)]
    [InlineData("001 output layer", "∂E_total/∂w8", -0.022740242215978212)]
    [InlineData("001 hidden layer", "δ_h1", 0.008771354689486935)]
    [InlineData("001 hidden layer", "∂E_total/∂w4", 0.0009954254705217202)]
    [InlineData("002 deltas", "δ³", -0.32815413877063154)]
    [InlineData("002 deltas", "δ₁²", -0.04092489704385341)]
    [InlineData("002 deltas", "δ₂²", -0.049681742967923236)]
    [InlineData("002 deltas", "δ₁¹", 0.0011888941851271695)]
    [InlineData("002 deltas", "δ₂¹", -0.010852237506373898)]
    [InlineData("002 deltas", "δ₃¹", -0.004955774532488701)]
    [InlineData("002 gradients", "∂E/∂w₂₃²", -0.023599861912085355)]
    [InlineData("002 updated", "w₁₂³", 0.8121670078913075)]
    [InlineData("002 updated", "o", 0.69807630658563413)]
    [InlineData("002 slips", "o, no slip", 0.69807630658563413)]
    [InlineData("002 slips", "o, wrong index", 0.6987678719563122)]
    [InlineData("002 slips", "o, weight as rate", 0.7037187375043815)]
    public void Right_numbers(string table, string name, double expected)
    {
        double actual = Value(table, name);
        Assert.True(Math.Abs(actual - expected) <= 1e-10 * Math.Abs(expected), $"{name} is {actual:R}, expected {expected:R}");
    }

    [Fact]
    public void The_factors_of_the_chain_rule_make_the_gradients_of_the_network()
    {
        double w5 = Value("001 output layer", "∂E_total/∂out_o1") * Value("001 output layer", "∂out_o1/∂net_o1") * Value("001 output layer", "∂net_o1/∂w5");
        double w1 = Value("001 hidden layer", "∂E_total/∂out_h1") * Value("001 hidden layer", "∂out_h1/∂net_h1") * Value("001 hidden layer", "∂net_h1/∂w1");
        Assert.Equal(Value("001 output layer", "∂E_total/∂w5"), w5, 1e-15);
        Assert.Equal(Value("001 hidden layer", "∂E_total/∂w1"), w1, 1e-15);
    }

    private static double Value(string table, string name) => Tables.Value[table].Single(figure => figure.Name == name).Value;

    private static bool Rounds(Figure figure)
    {
        string printed = figure.Printed!;
        double unit = Math.Pow(10, -(printed.Length - printed.IndexOf('.', StringComparison.Ordinal) - 1));

        // the one number whose last printed digit is off
        double allowed = figure.Name == "∂E_o2/∂out_h1" ? unit : unit / 2;
        return Math.Abs(figure.Value - double.Parse(printed, CultureInfo.InvariantCulture)) <= allowed + 1e-15;
    }

    private static LectureNetwork Updated(LectureNetwork network)
    {
        network.Update();
        return network;
    }

    private static DerivationNetwork Updated(DerivationNetwork network)
    {
        network.Update();
        return network;
    }
}
