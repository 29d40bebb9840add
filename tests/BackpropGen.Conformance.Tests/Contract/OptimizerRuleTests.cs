using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Every optimizer on networks of every kernel, against its reference: frozen parameters, shared biases and absent edges included.</summary>
public sealed class OptimizerRuleTests
{
    private const int Steps = 12;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var network in new[] { "Small", "FrozenHidden", "FrozenWide", "SparseAndShared", "SparseWide", "Normed" })
            {
                OptimizerCases.ByName.Keys.ToList().ForEach(optimizer => cases.Add(network, optimizer));
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_reference(string name, string optimizerName)
    {
        var (optimizer, rule) = OptimizerCases.ByName[optimizerName];
        var interpreted = new InterpretedNetwork(ContractNetworks.Specs[name]);
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 6);
        double[] expected = network.GetParameters(), gradients = new double[expected.Length], actual = new double[expected.Length];
        var twin = ContractNetworks.Double(name);
        var step = network.Stepping(optimizer);
        var reference = ReferenceOptimizers.Over(rule);
        for (var k = 1; k <= Steps; k++)
        {
            // gradients at the parameters of the network itself: a sign that rounding decides must not part the two
            network.GetParameters(actual);
            twin.SetParameters(actual);
            twin.ComputeGradients(inputs, targets, gradients);
            reference(expected, gradients, interpreted.Trainable);
            step(inputs, targets);
            network.GetParameters(actual);
            Agree.OfLargest(expected, actual, 1e-10, 1, $"parameters after step {k}");
        }
    }

    // absent edges and padding: what is 0 stays 0, so that later steps do not see it
    [Theory]
    [MemberData(nameof(OptimizerCases.Names), MemberType = typeof(OptimizerCases))]
    public void What_has_no_gradient_and_is_zero_stays(string optimizerName)
    {
        var network = ContractNetworks.Single("Classifier");
        network.SetParameters(new float[network.ParameterCount]);
        var (inputs, _) = ContractNetworks.Rows<float>("Classifier", 3);
        var step = network.Stepping(OptimizerCases.ByName[optimizerName].Optimizer);
        for (var k = 0; k < 3; k++)
        {
            step(inputs, Enumerable.Repeat(0.1f, 30).ToArray());
        }

        var weights = network.GetParameters().Take(network.ParameterCount - 10);
        Assert.All(weights, weight => Assert.Equal(0, weight));
    }
}
