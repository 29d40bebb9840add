using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Steps from the Jacobian and the residuals of the reference vectors.</summary>
public sealed class NormalEquationsTests
{
    private static readonly JsonElement Start =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "levenberg_marquardt.json"))).RootElement.GetProperty("cases")[0].GetProperty("starts")[0];

    [Theory]
    [InlineData(1e-3, "first_step_mu_1e_3")]
    [InlineData(1, "first_step_mu_1")]
    public void First_steps_agree(double damping, string name)
    {
        double[][] jacobian = Start.GetProperty("jacobian_at_p0").Deserialize<double[][]>()!;
        double[] residuals = Numbers("residual_at_p0"), step = new double[jacobian[0].Length];
        NormalEquations equations = new(step.Length);
        equations.Add(jacobian[0], 5);
        equations.Clear();
        foreach ((double[] row, double residual) in jacobian.Zip(residuals))
        {
            equations.Add(row, residual);
        }

        Near(Numbers("gradient_JTr_at_p0"), equations.Gradient);
        Assert.True(equations.TrySolve(damping, step));
        Near(Numbers(name), step);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_told()
    {
        NormalEquations equations = new(3);
        equations.Add([1, 2, 3], 1);
        Assert.False(equations.TrySolve(-1e-3, new double[3]));
        Assert.True(equations.TrySolve(1e-3, new double[3]));
        equations.Add([double.NaN, 0, 0], 1);
        Assert.False(equations.TrySolve(1, new double[3]));
    }

    private static void Near(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-9 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    private static double[] Numbers(string name) => Start.GetProperty(name).Deserialize<double[]>()!;
}
