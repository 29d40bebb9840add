using System;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Testing;

/// <summary>That the checks behind generated tests fail where a promise is broken, and say how. That they pass where it is kept, the generated tests themselves show.</summary>
public sealed class NetworkTestsTests
{
    [Fact]
    public void A_right_network_passes_though_it_is_written_by_hand()
    {
        NetworkTests.CheckGradients(() => Linear());
        NetworkTests.CheckDeterminism(() => Linear());
        NetworkTests.CheckFiles(() => Linear());
        NetworkTests.CheckConcurrency(() => Linear());
    }

    [Fact]
    public void A_wrong_gradient_by_a_parameter_is_found()
    {
        var message = Message(() => NetworkTests.CheckGradients(() => new LinearNetwork<double>(3, 2) { OnGradient = (place, gradient) => place == 7 ? 1.01 * gradient : gradient }));
        Assert.StartsWith("Linear: expected gradients that agree with differences of the loss, got\n", message, StringComparison.Ordinal);
        Assert.Contains("dense1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_gradient_by_an_input_is_found()
        => Message(() => NetworkTests.CheckGradients(() => new LinearNetwork<double>(3, 2) { OnInputGradient = (_, gradient) => -gradient }));

    [Fact]
    public void A_wrong_gradient_in_single_precision_is_found()
        => Message(() => NetworkTests.CheckGradients(() => new LinearNetwork<float>(3, 2) { OnGradient = (place, gradient) => place == 0 ? 1.1f * gradient : gradient }));

    [Fact]
    public void Allocation_is_found()
    {
        Assert.Matches("^Linear: expected PredictClass to allocate nothing, got [0-9]+ bytes in 50 calls\\.$", Message(() => NetworkTests.CheckPredictionAllocation(() => Linear())));
        Assert.Matches("^Linear: expected ComputeLoss to allocate nothing, got [0-9]+ bytes in 50 calls\\.$", Message(() => NetworkTests.CheckTrainingAllocation(() => Linear())));
    }

    [Fact]
    public void Training_that_depends_on_more_than_seed_and_data_is_found()
    {
        int calls = 0;
        var message = Message(() => NetworkTests.CheckDeterminism(() => new LinearNetwork<double>(3, 2) { OnGradient = (_, gradient) => gradient + (calls++ * 1e-9) }));
        Assert.StartsWith("Linear: expected the same losses of a training repeated from the same seed, got ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_that_differ_are_found()
    {
        int objects = 0;
        var message = Message(() => NetworkTests.CheckDeterminism(() =>
        {
            double own = ++objects;
            return new LinearNetwork<double>(3, 2) { OnGradient = (_, gradient) => gradient * own };
        }));
        Assert.StartsWith("Linear: expected the same losses of another object trained from the same seed, got ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_loaded_as_another_is_found()
    {
        int objects = 0;
        var message = Message(() => NetworkTests.CheckFiles(() =>
        {
            double own = objects++;
            return new LinearNetwork<double>(3, 2) { OnOutput = output => output + own };
        }));
        Assert.StartsWith("Linear: expected the same outputs after saving and loading, got ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_that_meet_are_found()
    {
        int calls = 0;
        var message = Message(() => NetworkTests.CheckConcurrency(() => new LinearNetwork<double>(3, 2) { OnOutput = output => output + System.Threading.Interlocked.Increment(ref calls) }));
        Assert.StartsWith("Linear: expected the same outputs while other threads predict, got ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_network_there_is_nothing_to_check()
    {
        Assert.Throws<ArgumentNullException>(() => NetworkTests.CheckFiles<float>(null!));
        Assert.Throws<ArgumentException>("create", () => NetworkTests.CheckFiles<float>(() => null!));
    }

    private static LinearNetwork<double> Linear() => new(3, 2);

    private static string Message(Action check) => Assert.Throws<NetworkTestException>(check).Message;
}
