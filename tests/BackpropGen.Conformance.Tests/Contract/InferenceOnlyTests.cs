using System;
using System.Linq;
using System.Reflection;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Networks that only predict.</summary>
public sealed class InferenceOnlyTests
{
    private static readonly string[] Training = ["ComputeLoss", "ComputeGradients", "TrainStep", "TrainRows", "Train", "Evaluate", "ResetOptimizer", "RandomState", "Threads"];

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(
        ContractNetworks.Specs.Values.SelectMany(spec => new[] { InferenceOnly(spec), InferenceOnly(spec.Single()) })));

    public static TheoryData<string> Names => ContractNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void They_predict_what_their_trainable_twins_do(string name)
    {
        var network = (INetwork<float>)Activator.CreateInstance(Networks.Value.Type(InferenceOnly(ContractNetworks.Specs[name].Single()).Name))!;
        var twin = ContractNetworks.Single(name);
        Assert.Equal(twin.GetParameters(), network.GetParameters());
        var (inputs, _) = ContractNetworks.Rows<float>(name, 9);
        float[] outputs = new float[9 * network.OutputCount], expected = new float[9 * network.OutputCount];
        network.Predict(inputs, outputs);
        twin.Predict(inputs, expected);

        // a small network with dropout is unrolled only without its training code: the order of its sums may differ
        Agree.OfLargest(expected.ToDouble(), outputs.ToDouble(), 1e-6, 0, "outputs");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void They_have_no_training_code(string name)
    {
        var type = Networks.Value.Type(InferenceOnly(ContractNetworks.Specs[name]).Name);
        Assert.True(typeof(INetwork<double>).IsAssignableFrom(type));
        Assert.False(typeof(ITrainableNetwork<double>).IsAssignableFrom(type));
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).Select(member => member.Name);
        Assert.Empty(members.Intersect(Training));
        Assert.DoesNotContain(members, member => member.Contains("Gradient", StringComparison.Ordinal) || member.Contains("Backward", StringComparison.Ordinal));
    }

    private static NetworkSpec InferenceOnly(NetworkSpec spec) => spec with { Name = "Only" + spec.Name, InferenceOnly = true };
}
