using System;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Spans of wrong lengths are refused by the argument's name, with what was expected and what came.</summary>
public sealed class SpanTests
{
    private static readonly ITrainableNetwork<float> Network = ContractNetworks.Single("Small"); // 3 inputs, 2 outputs

    public static TheoryData<string, int, int, string> Batches => new()
    {
        { "inputs are no whole number of rows", 4, 2, "inputs" },
        { "other values are no whole number of rows", 6, 5, "" },
        { "other values have more rows", 6, 6, "" },
        { "other values have fewer rows", 6, 2, "" },
        { "there are no other values", 6, 0, "" },
    };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Predict_refuses(string reason, int inputs, int outputs, string argument) =>
        Refused(reason, argument, "outputs", () => Network.Predict(new float[inputs], new float[outputs]));

    [Theory]
    [MemberData(nameof(Batches))]
    public void ComputeLoss_refuses(string reason, int inputs, int targets, string argument) =>
        Refused(reason, argument, "targets", () => Network.ComputeLoss(new float[inputs], new float[targets]));

    [Theory]
    [MemberData(nameof(Batches))]
    public void ComputeGradients_refuses(string reason, int inputs, int targets, string argument) =>
        Refused(reason, argument, "targets", () => Network.ComputeGradients(new float[inputs], new float[targets], new float[Network.ParameterCount]));

    [Theory]
    [MemberData(nameof(Batches))]
    public void TrainStep_refuses(string reason, int inputs, int targets, string argument)
    {
        Refused(reason, argument, "targets", () => Network.TrainStep(new float[inputs], new float[targets], 0.1f));
        Refused(reason, argument, "targets", () => Network.TrainStep(new float[inputs], new float[targets], new Adam(0.1)));
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void TrainRows_refuses(string reason, int inputs, int targets, string argument)
    {
        Refused(reason, argument, "targets", () => Network.TrainRows(new float[inputs], new float[targets], 0.1f));
        Refused(reason, argument, "targets", () => Network.TrainRows(new float[inputs], new float[targets], new Adam(0.1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Parameter_spans_have_exact_lengths(int off)
    {
        float[] x = new float[6], t = new float[4], right = new float[Network.ParameterCount], wrong = new float[Network.ParameterCount + off];
        Refused($"{right.Length}", "gradients", "", () => Network.ComputeGradients(x, t, wrong));
        Refused($"{right.Length}", "gradients", "", () => Network.ComputeGradients(x, t, wrong, new float[6]));
        Refused("6", "inputGradients", "", () => Network.ComputeGradients(x, t, right, new float[6 + off]));
        Refused($"{right.Length}", "destination", "", () => Network.GetParameters(wrong));
        Refused($"{right.Length}", "source", "", () => Network.SetParameters(wrong));
        Refused("3", "input", "", () => Network.PredictClass(new float[3 + off]));
    }

    [Fact]
    public void No_rows_are_predicted_but_not_trained_on()
    {
        Network.Predict([], []);
        Assert.Throws<ArgumentException>(() => Network.ComputeLoss([], []));
        Assert.Throws<ArgumentException>(() => Network.ComputeGradients([], [], new float[Network.ParameterCount]));
        Assert.Throws<ArgumentException>(() => Network.TrainStep([], [], 0.1f));
        Assert.Throws<ArgumentException>(() => Network.TrainStep([], [], new Sgd(0.1)));
        Assert.Throws<ArgumentException>(() => Network.TrainRows([], [], 0.1f));
        Assert.Throws<ArgumentException>(() => Network.TrainRows([], [], new Sgd(0.1)));
    }

    [Fact]
    public void A_default_optimizer_is_refused_by_name()
    {
        float[] x = new float[6], t = new float[4];
        Assert.Contains("Adam", Assert.Throws<ArgumentException>(() => Network.TrainStep(x, t, default(Adam))).Message, StringComparison.Ordinal);
        Assert.Contains("Sgd", Assert.Throws<ArgumentException>(() => Network.TrainStep(x, t, default(Sgd))).Message, StringComparison.Ordinal);
        Assert.Contains("Adam", Assert.Throws<ArgumentException>(() => Network.TrainRows(x, t, default(Adam))).Message, StringComparison.Ordinal);
    }

    // the message must say more than the name: some number of values
    private static void Refused(string reason, string argument, string otherwise, Action call)
    {
        var exception = Assert.Throws<ArgumentException>(call);
        Assert.True(exception.ParamName == (argument.Length == 0 ? otherwise : argument), $"{reason}: named {exception.ParamName}: {exception.Message}");
        Assert.Matches("[0-9]", exception.Message);
    }
}
