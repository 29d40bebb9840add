using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Contract;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.Tracing;

/// <summary>Traces of the contract's networks: the gradients that a step has, and nothing changed.</summary>
public sealed class TraceTests
{
    public static TheoryData<string> Names => ContractNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_and_loss_are_those_of_ComputeGradients(string name)
    {
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 3);
        var trace = network.Trace(inputs, targets);
        double[] expected = new double[network.ParameterCount], actual = new double[network.ParameterCount];
        var loss = network.ComputeGradients(inputs, targets, expected);
        trace.GetGradients(actual);
        Agree.OfLargest(expected, actual, 1e-12, 1e-3, "gradients");
        Agree.One(loss, trace.Loss, 1e-12, 1e-13, "loss");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_of_the_network_changes(string name)
    {
        var network = ContractNetworks.Single(name);
        var (inputs, targets) = ContractNetworks.Rows<float>(name, 4);
        float[] parameters = network.GetParameters(), statistics = network.GetStatistics();
        var random = network.RandomState;
        network.Trace(inputs, targets);
        Assert.Equal(parameters, network.GetParameters());
        Assert.Equal(statistics, network.GetStatistics());
        Assert.Equal(random, network.RandomState);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_has_a_name_of_its_own_and_what_is_computed_a_formula(string name)
    {
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 2);
        var values = network.Trace(inputs, targets).Values;
        Assert.Equal(values.Count, values.Select(value => value.Name).Distinct().Count());
        Assert.All(values, value => Assert.Equal(value.Kind is TraceKind.Given or TraceKind.Parameter, value.Formula.Length == 0));
        Assert.All(values, value => Assert.Equal(value.RowCount * value.ColumnCount, value.Values.Length));
    }

    // Σ over the rows of ∂E/∂a · ∂a/∂z · ∂z/∂w, or of δ · ∂z/∂w
    [Theory]
    [MemberData(nameof(Names))]
    public void Factors_multiply_to_the_gradient_of_each_weight(string name)
    {
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 3);
        var trace = network.Trace(inputs, targets);
        foreach (var (weights, gradient) in trace.Values.Where(value => value.Name[0] == 'W').Select(value => (value, trace["∂E/∂" + value.Name])))
        {
            for (var to = 0; to < Math.Min(3, weights.RowCount); to++)
            {
                // the first edge of each sparse unit has another source
                var from = Enumerable.Range(0, weights.ColumnCount).First(source => weights[to, source] != 0);
                var rows = Enumerable.Range(0, 3).Select(row => trace.Explain(weights.Name, to, from, row)).ToList();
                var products = rows.Sum(rule => rule.Factors.Aggregate(1.0, (product, factor) => product * factor.Value));
                Agree.One(gradient[to, from], products, 1e-10, 1e-13, $"{name}, {gradient.Name}[{to}, {from}] as a product");
                Agree.One(gradient[to, from], rows.Sum(rule => rule.Value), 1e-10, 1e-13, $"{name}, {gradient.Name}[{to}, {from}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Markdown_shows_every_value_of_any_row(string name)
    {
        var network = ContractNetworks.Single(name);
        var (inputs, targets) = ContractNetworks.Rows<float>(name, 2);
        var trace = network.Trace(inputs, targets);
        var text = trace.ToMarkdown(row: 1, learningRate: 0.1, maximumLines: 3);
        Assert.All(trace.Values, value => Assert.Contains($"**{value}**", text, StringComparison.Ordinal));
        Assert.DoesNotContain('{', text);
    }

    [Fact]
    public void Wrong_questions_say_what_there_is()
    {
        var (inputs, targets) = ContractNetworks.Rows<double>("SparseAndShared", 1);
        var trace = ContractNetworks.Double("SparseAndShared").Trace(inputs, targets);
        Assert.Contains("It has: x, t, ", Assert.Throws<KeyNotFoundException>(() => trace["z9"]).Message, StringComparison.Ordinal);
        Assert.Contains("It has: W¹, W², W³.", Assert.Throws<ArgumentException>(() => trace.Explain("b¹", 0, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("no edge to unit 0 from source 2", Assert.Throws<ArgumentException>(() => trace.Explain("W¹", 0, 2)).Message, StringComparison.Ordinal);
        Assert.Equal("to", Assert.Throws<ArgumentOutOfRangeException>(() => trace.Explain("W¹", 4, 0)).ParamName);
        Assert.Equal("row", Assert.Throws<ArgumentOutOfRangeException>(() => trace.ToMarkdown(row: 1)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => trace.GetGradients(new double[3])).ParamName);
    }

    [Fact]
    public void Wrong_rows_are_refused_as_in_a_step()
    {
        var network = ContractNetworks.Double("BatchNormed");
        Assert.Contains("at least 2 rows", Assert.Throws<ArgumentException>(() => network.Trace(new double[4], new double[2])).Message, StringComparison.Ordinal);
        Assert.Contains("inputs", Assert.Throws<ArgumentException>(() => network.Trace(new double[5], new double[2])).Message, StringComparison.Ordinal);
    }
}
