using CustomActivation;
using Xunit;

namespace BackpropGen.Samples.Tests;

/// <summary>What the sample shows: a function of one's own goes on where tanh ends, and a loss of one's own finds a quantile.</summary>
public sealed class CustomActivationTests
{
    [Fact]
    public void Snake_goes_on_beyond_the_samples_and_the_quantile_is_found()
    {
        Comparison comparison = Comparison.Run();
        Assert.InRange(Signal.Error(comparison.Snake, Signal.Inside), 0, 0.1);
        Assert.InRange(Signal.Error(comparison.Snake, Signal.Beyond), 0, 0.5 * Signal.Error(comparison.Tanh, Signal.Beyond));
        Assert.InRange(Signal.ShareBelow(comparison.Upper), 0.85, 0.95);
        Assert.Equal("z + sin(frequency z)²", SnakeNetwork.Description.Layers[0].ActivationFormula);
    }
}
