using System.Collections.Generic;
using CurveFit;
using Xunit;

namespace BackpropGen.Samples.Tests;

/// <summary>What the sample shows: in as many epochs Levenberg–Marquardt learns the curve and Adam does not, and both are drawn.</summary>
public sealed class CurveFitTests
{
    [Fact]
    public void Levenberg_Marquardt_learns_the_curve_in_the_epochs_that_Adam_only_begins_with()
    {
        IReadOnlyList<Fit> fits = Fit.All();
        Assert.InRange(Curve.Error(fits[0].Network), 0, 2e-3);
        Assert.InRange(Curve.Error(fits[1].Network), 0.05, 1);
        Assert.InRange(Curve.Error(fits[2].Network), 0, 2e-2);
        string picture = Fit.Curves(fits).ToSvg();
        Assert.All(fits, fit => Assert.Contains(fit.Name, picture, System.StringComparison.Ordinal));
    }
}
