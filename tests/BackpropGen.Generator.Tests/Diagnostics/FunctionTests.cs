using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>Ids 3001 to 3999: just where they are reported, and what they say.</summary>
public sealed class FunctionTests
{
    private const string Advice = "docs/functions.md lists what is understood", Parts = "a function is made of locals, if, switch and return";

    [Theory]
    [InlineData("{ var s = z; [|for|] (var i = 0; i < 3; i++) { s *= z; } return s; }", "BPG3009", "A loop cannot be differentiated as a formula, since the number of its rounds is not part of one; write its terms out")]
    [InlineData("{ [|while|] (z > 1) z /= 2; return z; }", "BPG3009", "A loop cannot be differentiated as a formula, since the number of its rounds is not part of one; write its terms out")]
    [InlineData("=> z + [|MathF.BitIncrement(z)|];", "BPG3010", "The call of 'MathF.BitIncrement(float)' cannot be differentiated: it has no derivative here; docs/functions.md lists the functions that have")]
    [InlineData("=> z * [|Random.Shared.NextSingle()|];", "BPG3010", "The call of 'Random.NextSingle()' cannot be differentiated: only static methods are formulas of their arguments")]
    [InlineData("=> z * [|BitConverter.Int32BitsToSingle(3)|];", "BPG3010", "The call of 'BitConverter.Int32BitsToSingle(int)' cannot be differentiated: its body is in the assembly System.Private.CoreLib, where it cannot be read")]
    [InlineData("{ [|last|] = z; return z; }", "BPG3011", "An assignment to the field 'last' is an effect besides the result, and generated code never calls the method; a function is only its result")]
    [InlineData("{ [|last|]++; return z; }", "BPG3011", "An assignment to the field 'last' is an effect besides the result, and generated code never calls the method; a function is only its result")]
    [InlineData("{ [|Console.WriteLine(z)|]; return z; }", "BPG3011", "A statement whose value is not used does nothing for the result, or something besides, and generated code never calls the method; a function is only its result")]
    [InlineData("=> Add([|ref last|]) + z; static float Add(ref float x) => x;", "BPG3011", "The argument for 'x' can be changed by the call, and generated code never calls the method; a function is only its result")]
    [InlineData("=> z * ([|1 / 2|]);", "BPG3012", "A division of integers has no derivative: it drops the fraction; write one of them with a decimal point")]
    [InlineData("=> z * ([|~1|]);", "BPG3012", "Arithmetic on bits has no derivative: use float or double")]
    [InlineData("=> z * ([|5 & 3|]);", "BPG3012", "Arithmetic on bits has no derivative: use float or double")]
    [InlineData("=> z + [|MathF.Floor(z)|];", "BPG3013", "Floor jumps from value to value: its derivative is 0 wherever it has one, so that nothing could be learned through it")]
    [InlineData("=> z - [|(int)z|];", "BPG3013", "A conversion to an integer jumps from value to value: its derivative is 0 wherever it has one, so that nothing could be learned through it")]
    [InlineData("=> [|z % 2|] * z;", "BPG3013", "A remainder jumps from value to value: its derivative is 0 wherever it has one, so that nothing could be learned through it")]
    [InlineData("=> z > 1 ? [|F(z / 2)|] : z;", "BPG3014", "'F' calls itself, directly or through others, so that there is no formula for it; write its terms out")]
    [InlineData("=> Other(z); static float Other(float x) => x > 1 ? [|F(x / 2)|] : x;", "BPG3014", "'F' calls itself, directly or through others, so that there is no formula for it; write its terms out")]
    [InlineData("=> z * [|last|];", "BPG3015", "A function cannot use the field 'last': it can change while the network runs; make it const, or a [Parameter] that training changes")]
    [InlineData("=> z * [|Fixed|];", "BPG3015", "A function cannot use the field 'Fixed': its value is not known to the compiler, even though it never changes; make it const")]
    [InlineData("=> z * [|Environment.TickCount|];", "BPG3015", "A function cannot use the property 'TickCount': its value is not known to the compiler; use a const field")]
    [InlineData("=> z * [|new[] { 1f }[0]|];", "BPG3016", "A function cannot contain this expression: " + Advice)]
    [InlineData("=> z > 0 ? z : [|throw new ArgumentException()|];", "BPG3016", "A function cannot contain throw: a function must have a value for every number")]
    [InlineData("{ [|try|] { return z; } finally { } }", "BPG3016", "A function cannot contain 'try': " + Parts)]
    [InlineData("{ [|throw|] new ArgumentException(); }", "BPG3016", "A function cannot contain 'throw': " + Parts)]
    [InlineData("=> (float)([|(decimal)z|]);", "BPG3016", "A function cannot contain a value of the type decimal: use float, double or a generic floating-point T")]
    [InlineData("=> z * [|float.NaN|];", "BPG3016", "A function cannot contain a constant that is not finite: a formula is made of numbers")]
    [InlineData("=> [|float.IsNaN(z)|] ? 0 : z;", "BPG3016", "A function cannot contain this condition: conditions are comparisons of numbers, joined by &&, || and !")]
    [InlineData("=> ([|z = 2|]) * z;", "BPG3016", "A function cannot contain an assignment within an expression: make it a statement of its own")]
    public void A_body_is_wrong(string body, string id, string message) => AnalyzerRun.Reports(Marked("[Activation] static float F(float z) " + body), id, message);

    [Theory]
    [InlineData("[Activation] float [|F|](float z) => z * z;", "BPG3006", "'F' must be static: a function knows no network but its arguments")]
    [InlineData("[Activation] static int [|F|](int z) => z;", "BPG3007", "'F' has not the form of a function, because it returns no float, double or generic floating-point T; an activation takes z, then nothing but [Parameter]s, and returns a, all of one type: float, double or T")]
    [InlineData("[Activation] static float [|F|]() => 1;", "BPG3007", "'F' has not the form of a function, because it takes no value; an activation takes z, then nothing but [Parameter]s, and returns a, all of one type: float, double or T")]
    [InlineData("[Activation] static float [|F|](double z) => (float)z;", "BPG3007", "'F' has not the form of a function, because 'z' is not of the type that it returns; an activation takes z, then nothing but [Parameter]s, and returns a, all of one type: float, double or T")]
    [InlineData("[Activation] static float [|F|](ref float z) => z;", "BPG3007", "'F' has not the form of a function, because 'z' is not passed by value; an activation takes z, then nothing but [Parameter]s, and returns a, all of one type: float, double or T")]
    [InlineData("[Activation] static float [|F|](float z, float a) => z * a;", "BPG3007", "'F' has not the form of a function, because 'a' is not marked [Parameter]; an activation takes z, then nothing but [Parameter]s, and returns a, all of one type: float, double or T")]
    [InlineData("[Activation] static float [|F|]([Parameter(1)] float a) => a;", "BPG3007", "'F' has not the form of a function, because its first value is z, not a [Parameter]; an activation takes z, then nothing but [Parameter]s, and returns a, all of one type: float, double or T")]
    [InlineData("[Loss] static float [|F|](float o) => o;", "BPG3007", "'F' has not the form of a function, because it takes 1 values; a loss takes an output and its target, and returns the loss, all of one type: float, double or T")]
    [InlineData("[Loss] static float [|F|](float o, [Parameter(1)] float t) => o * t;", "BPG3007", "'F' has not the form of a function, because a loss has no [Parameter]s; a loss takes an output and its target, and returns the loss, all of one type: float, double or T")]
    [InlineData("[Activation] static float F(float z, [Parameter(double.PositiveInfinity)] float [|a|]) => z * a;", "BPG3008", "The first value of 'a' must be finite, but is Infinity")]
    [InlineData("[Activation] static float [|F|](float z) => MathF.Sign(z);", "BPG3018", "The derivative of 'F' by 'z' is 0 everywhere, so that nothing can be learned through it")]
    [InlineData("[Loss] static float [|F|](float o, float t) => t * t;", "BPG3018", "The derivative of 'F' by 'o' is 0 everywhere, so that nothing can be learned through it")]
    [InlineData("[Activation] static float F(float z, [Parameter(1)] float [|a|]) => z * z + a - a;", "BPG3019", "The value of 'F' does not depend on 'a', which training would never change; remove it")]
    [InlineData("[Activation] static float [|F|](float z) => MathF.Log(-z * z - 1);", "BPG3020", "'F' and its derivatives could not be compared at any sample point, where it is not finite or not smooth")]
    public void A_declaration_is_wrong(string method, string id, string message) => AnalyzerRun.Reports(Marked(method), id, message);

    [Theory]
    [InlineData("=> [|MathF.Log(z)|];", "BPG3021", "ln(z) is not finite where its argument comes to 0; keep it above, as in Max(z, 1e-7)")]
    [InlineData("=> 2 * [|MathF.Exp(z * z)|];", "BPG3022", "exp(z²) exceeds single precision where its argument exceeds 88; keep it below, as in Min(z², 20)")]
    [InlineData("=> [|MathF.Tanh(z) / z|];", "BPG3023", "1 / z, or its slope, is not finite where z is 0; keep it away from there, as in z + 1e-7 for what is never negative")]
    [InlineData("{ if (z > 1) return 1; var d = z - 2; return [|z / d|]; }", null, null)]
    [InlineData("=> z > 0 ? z : MathF.Exp(z) - 1;", null, null)]
    [InlineData("=> z * MathF.Exp(-z * z);", null, null)]
    [InlineData("=> MathF.Log(1 + MathF.Exp(z));", null, null)]
    [InlineData("=> 1 / (1 + MathF.Exp(-z));", null, null)]
    [InlineData("=> z / MathF.Sqrt(1 + z * z);", null, null)]
    [InlineData("=> MathF.Log(MathF.Abs(z) + 1);", null, null)]
    [InlineData("=> 1 / (MathF.Exp(-z * z) + MathF.Abs(z));", null, null)]
    [InlineData("=> MathF.Exp(MathF.Min(z, 3));", null, null)]
    public void A_spot_is_unstable_or_not(string body, string? id, string? message)
    {
        var marked = Marked("[Activation] static float F(float z) " + body);
        if (id is not null)
        {
            AnalyzerRun.Reports(marked, id, message!);
        }
        else
        {
            Assert.Empty(AnalyzerRun.Of(marked.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("[Dense(1, [|nameof(Snaky)|])]", "BPG3002", "'Snaky' is not marked; put [Activation] before the method")]
    [InlineData("[Dense(1, [|\"Snak\"|])]", "BPG3001", "'Net' has no method with the name 'Snak'; did you mean 'Snake'?")]
    [InlineData("[Dense(1, [|\"Quite_another\"|])]", "BPG3001", "'Net' has no method with the name 'Quite_another'; write it there, static and marked, or name the type that has it")]
    [InlineData("[Dense(1)][Activate([|null!|])]", "BPG3001", "'Net' has no method with the name ''; write it there, static and marked, or name the type that has it")]
    [InlineData("[Dense(1, [|nameof(Square)|])]", "BPG3002", "'Square' is not marked; put [Activation] before the method")]
    [InlineData("[Dense(1)][Activate(typeof(Math), [|\"Tanh\"|])]", "BPG3003", "The body of 'Tanh' is in the assembly System.Private.CoreLib, where it cannot be read; write the method in this project")]
    [InlineData("[Dense(1, typeof(Others), activation: [|nameof(Others.Twice)|])]", "BPG3004", "The name could be that of Others.Twice(float) and Others.Twice(float, float); give them different names")]
    public void A_use_is_wrong(string layers, string id, string message) => AnalyzerRun.Reports(Used("[Network(2)]" + layers), id, message);

    [Theory]
    [InlineData("Loss = [|Loss.Huber|], LossMethod = nameof(Square)", "BPG3005", "Loss.Huber and LossMethod are both set; remove one of them")]
    [InlineData("LossMethod = [|nameof(Snake)|]", "BPG3002", "'Snake' is not marked; put [Loss] before the method")]
    [InlineData("LossMethod = [|nameof(Logs)|]", "BPG3024", "Over these outputs 'Logs' takes the logarithm of o, which is not finite everywhere; end the network with a sigmoid or a softmax, or bound the argument of the logarithm")]
    [InlineData("LossMethod = nameof(Square), HuberDelta = [|2|]", "BPG2003", "HuberDelta has no effect under the loss Square; it belongs to Huber")]
    public void A_loss_is_wrong(string network, string id, string message) => AnalyzerRun.Reports(Used($"[Network(2, {network})][Dense(1)]"), id, message);

    [Fact]
    public void A_type_without_a_method_is_reported()
        => AnalyzerRun.Reports(Used("[[|Network(2, LossDeclaring = typeof(Others))|]][Dense(1)]"), "BPG3001", "'Others' has no method with the name ''; write it there, static and marked, or name the type that has it");

    [Fact]
    public void A_broken_function_is_one_error_wherever_it_is_used()
    {
        const string Network = "[Network(2)][Dense(2, nameof(Broken))][Dense(2, nameof(Broken))][Dense(1, Activation.Softmax)]";
        var source = Used(Network).Replace("static float Snaky", "[Activation] static float Broken(float z) => MathF.Floor(z);\n static float Snaky", System.StringComparison.Ordinal);
        Assert.Equal(["BPG3013"], AnalyzerRun.Of(source).Select(diagnostic => diagnostic.Id));
        var run = GeneratorRun.Of(source);
        Sources.AssertCompiles(run.Output);
        Assert.Contains("throw", Assert.Single(run.Sources).SourceText.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_compiler_of_CSharp_reports_is_not_reported_again()
        => Assert.Empty(AnalyzerRun.Of(Marked("[Activation] static float F(float z) => z * missing;").Replace("[|", "", System.StringComparison.Ordinal)));

    private static string Marked(string method) => $"using System;\nusing BackpropGen;\npartial class Holder\n{{\n    private static float last = 1;\n    private static readonly float Fixed = 2;\n    {method}\n}}\n";

    private static string Used(string attributes) => $$"""
        using System;
        using BackpropGen;

        {{attributes}}
        partial class Net
        {
            [Activation] static float Snake(float z) => z * z;
            [Loss] static float Square(float o, float t) => (o - t) * (o - t);
            [Loss] static float Logs(float o, float t) => -t * MathF.Log(o);
            static float Snaky(float z) => z;
        }

        static class Others
        {
            [Activation] public static float Twice(float z) => 2 * z;
            [Activation] public static float Twice(float z, [Parameter(1)] float a) => 2 * a * z;
        }
        """;
}
