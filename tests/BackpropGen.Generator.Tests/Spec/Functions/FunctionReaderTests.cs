using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec.Functions;

/// <summary>Bodies of methods become formulas.</summary>
public sealed class FunctionReaderTests
{
    [Theory]
    [InlineData("=> 2 * z + 1;", "2 z + 1")]
    [InlineData("=> -z / (1 + z);", "−z / (z + 1)")]
    [InlineData("=> +(z - 3) * z;", "z (z − 3)")]
    [InlineData("=> (float)(0.1 * (double)z);", "0.1 z")]
    [InlineData("=> z * 0.1f;", "0.1 z")]
    [InlineData("=> z * 'a';", "97 z")]
    [InlineData("=> z * MathF.PI / float.Pi;", "z")]
    [InlineData("=> z + default(float);", "z")]
    [InlineData("=> checked(z * z);", "z²")]
    [InlineData("=> z > 0 ? z : 0.1f * z;", "z > 0 ? z : 0.1 z")]
    [InlineData("=> z >= 0 && z <= 1 ? z : 0;", "z ≥ 0 ? (z ≤ 1 ? z : 0) : 0")]
    [InlineData("=> z < 0 || z > 1 ? 0 : z;", "z < 0 ? 0 : z > 1 ? 0 : z")]
    [InlineData("=> !(z < 0) ? z : 0;", "z < 0 ? 0 : z")]
    [InlineData("=> z != 0 ? MathF.Sin(z) / z : 1;", "z = 0 ? 1 : sin(z) / z")]
    [InlineData("=> true ? z : 0;", "z")]
    [InlineData("=> (z > 0) == (z > 1) ? z : -z;", "z > 0 ? (z > 1 ? z : −z) : z > 1 ? −z : z")]
    [InlineData("=> z is > 0 and < 1 ? z : 0;", "z > 0 ? (z < 1 ? z : 0) : 0")]
    [InlineData("=> z is not (< 0 or > 1) ? z : 0;", "z < 0 ? 0 : z > 1 ? 0 : z")]
    [InlineData("=> z switch { > 1 => 1, < -1 => -1, _ => z };", "z > 1 ? 1 : z < −1 ? −1 : z")]
    [InlineData("=> z switch { 0 => 0, var x when x * x < 4 => x, _ => 2 };", "z = 0 ? 0 : z² < 4 ? z : 2")]
    [InlineData("=> (z > 0) switch { true => z, _ => 0 };", "z > 0 ? z : 0")]
    [InlineData("=> float.IsNegative(z) ? 0 : z;", "z < 0 ? 0 : z")]
    public void Expressions(string body, string notation) => Assert.Equal(notation, ReadFunction.Notation(body));

    [Theory]
    [InlineData("{ var s = z * z; return s + 1; }", "z² + 1")]
    [InlineData("{ float a = z, b = a + 1; return a * b; }", "z (z + 1)")]
    [InlineData("{ const float K = 0.5f; return K * z; }", "½ z")]
    [InlineData("{ float a; a = z; a += 1; a *= 2; a -= 3; a /= 4; return a; }", "0.25 (2 (z + 1) − 3)")]
    [InlineData("{ z++; --z; return z; }", "z")]
    [InlineData("{ float a, b; a = b = z; return a + b; }", "2 z")]
    [InlineData("{ if (z > 0) return z; return 0; }", "z > 0 ? z : 0")]
    [InlineData("{ if (z > 0) { return z; } else if (z > -1) { return 0; } else { return z + 1; } }", "z > 0 ? z : z > −1 ? 0 : z + 1")]
    [InlineData("{ var a = z; if (z < 0) a = -z; return a * a; }", "(z < 0 ? −z : z)²")]
    [InlineData("{ var a = z; var b = 1f; if (z < 0) { a = -z; } else b = 2; return a * b; }", "(z < 0 ? 1 : 2) (z < 0 ? −z : z)")]
    [InlineData("{ var up = z > 0; var big = up && z > 1; if (!up) { big = z < -1; } return big ? z : 0; }", "z > 0 ? (z > 0 ? (z > 1 ? z : 0) : 0) : z < −1 ? z : 0")]
    [InlineData("{ if (z > 0) { var a = 2 * z; if (z > 1) return a; } return z; }", "z > 0 ? (z > 1 ? 2 z : z) : z")]
    [InlineData("{ switch (z) { case > 1: return 1; case < -1: return -1; default: return z; } }", "z > 1 ? 1 : z < −1 ? −1 : z")]
    [InlineData("{ float a; switch (z) { default: a = z; break; case > 1: case < -1: a = 0; break; } return a; }", "z > 1 ? 0 : z < −1 ? 0 : z")]
    [InlineData("{ var a = z; switch (z) { case > 0: if (z > 1) { a = 1; break; } a = 2; break; } return a; }", "z > 0 ? (z > 1 ? 1 : 2) : z")]
    [InlineData("{ int n = 3; return z * n; }", "3 z")]
    [InlineData("{ var n = 6 / 3; return z * n; }", "2 z")]
    [InlineData("{ _ = z; { var a = z; return a; } }", "z")]
    [InlineData("{ return Twice(z); static float Twice(float x) => 2 * x; }", "2 z")]
    public void Statements(string body, string notation) => Assert.Equal(notation, ReadFunction.Notation(body));

    [Theory]
    [InlineData("float", "Half(z) + Shared.Third(z, by: 3f)", "static float Half(float x) => x / 2;")]
    [InlineData("double", "Half(z) + Shared.Third(z, by: 3.0)", "static T Half<T>(T x) where T : INumber<T> => x / T.CreateChecked(2);")]
    public void Calls_of_own_methods_are_read_into_the_formula(string type, string call, string half)
    {
        var formula = ReadFunction.Formula($$"""
            [Activation] static {{type}} F({{type}} z) => {{call}};
            {{half}}
            static class Shared { public static {{type}} Third({{type}} x, {{type}} by, {{type}} plus = 1) { x += plus; return x / by; } }
            """);
        Assert.Equal("½ z + (z + 1) / 3", formula.ToString());
    }

    [Fact]
    public void Generic_mathematics_is_understood()
    {
        var formula = ReadFunction.Formula("""
            [Activation]
            static T Curved<T>(T z) where T : IFloatingPointIeee754<T>
            {
                var two = T.CreateChecked(2);
                if (z <= T.Zero)
                {
                    return T.Exp(z) - T.One;
                }

                return T.Max(two * T.Pi, T.NegativeOne) * z + T.Tanh(-z) + T.E - T.E;
            }
            """);
        Assert.Equal("z ≤ 0 ? expm1(z) : 6.283185307179586 z − tanh(z)", Simplifier.Simplify(formula).ToString());
    }

    [Theory]
    [InlineData("const float Slope = 0.01f;", "Slope * z", "0.01 z")]
    [InlineData("const double Slope = 0.25; const int Two = 2;", "(float)(Slope * Two) * z", "½ z")]
    public void Constants_have_their_values(string constants, string body, string notation) =>
        Assert.Equal(notation, ReadFunction.Formula($"{constants} [Activation] static float F(float z) => {body};").ToString());

    [Fact]
    public void Parameters_are_read_with_their_first_values()
    {
        var function = ReadFunction.Of("[Activation] static float F(float z, [Parameter(0.25)] float a, [Parameter(1, PerUnit = true)] float b) => z > 0 ? b * z : a * z;").Function;
        Assert.Equal([new("a", 0.25, false), new("b", 1, true)], function.Parameters);
        Assert.Equal("z > 0 ? p_b z : p_a z", function.Formula!.ToString());
        Assert.Equal("z > 0 ? b z : a z", function.Notation);
        Assert.Equal(("F", "Holder", FunctionState.Readable), (function.Name, function.Declaring, function.State));
    }

    [Fact]
    public void A_loss_is_over_output_and_target()
        => Assert.Equal("(o − t)²", ReadFunction.Formula("[Loss] static double Square(double prediction, in double wanted) { var e = prediction - wanted; return e * e; }").ToString());

    [Fact]
    public void Not_a_number_takes_the_branch_that_it_takes_in_CSharp()
    {
        var formula = ReadFunction.Activation("=> !(z > 0) && z != 1 ? 7 : z;");
        Assert.Equal(7, formula.Evaluate(_ => double.NaN));
        Assert.Equal(5, formula.Evaluate(_ => 5));
    }

    [Fact]
    public void What_is_computed_counts_and_not_how_it_is_written()
    {
        var first = ReadFunction.Of("[Activation] static float F(float z) => z * z + 1;").Function;
        var second = ReadFunction.Of("[Activation] static float F(float x)\n{\n    // the same\n    var square = x * x;\n    return 1f + square;\n}").Function;
        Assert.Equal(first, second);
        Assert.NotEqual(first, ReadFunction.Of("[Activation] static float F(float z) => z * z + 2;").Function);
    }
}
