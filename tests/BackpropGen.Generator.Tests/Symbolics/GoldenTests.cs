using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>The tables against tests/golden/scalar_activations.json: values and derivatives rounded correctly from 60 digits, extreme arguments included.</summary>
public sealed class GoldenTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "scalar_activations.json"))).RootElement;

    private static readonly Dictionary<string, ActivationKind> Kinds = new()
    {
        ["leaky_relu"] = ActivationKind.LeakyReLU,
        ["gelu_erf"] = ActivationKind.Gelu,
        ["gelu_tanh"] = ActivationKind.GeluTanh,
    };

    public static TheoryData<string> Ids => new(Golden.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Value_is_the_golden_one(string id)
    {
        Expr formula = Formula(id);
        foreach (var (x, f) in Pairs(Case(id), "x", "f"))
        {
            AssertClose(f, formula.Evaluate(_ => x), 1e-12, $"{id}({x})");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Derivative_is_the_golden_one(string id)
    {
        Expr derivative = Differentiator.By(Formula(id), ActivationTable.Argument);
        foreach (var (x, df) in Pairs(Case(id), "x", "df"))
        {
            AssertClose(df, derivative.Evaluate(_ => x), 1e-11, $"{id}'({x}) = {derivative}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Derivative_in_the_value_is_the_golden_one(string id)
    {
        Expr formula = Formula(id);
        Expr derivative = Reexpressor.Reexpress(Differentiator.By(formula, ActivationTable.Argument), new[] { ("a", formula) });
        foreach (var (x, df) in Pairs(Case(id), "x", "df"))
        {
            double a = formula.Evaluate(_ => x);
            AssertClose(df, derivative.Evaluate(name => name == "a" ? a : x), 1e-11, $"{id}'({x}) = {derivative}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Derivative_at_a_kink_follows_the_convention(string id)
    {
        Expr derivative = Differentiator.By(Formula(id), ActivationTable.Argument);
        if (Case(id).TryGetProperty("kink_x", out _))
        {
            foreach (var (x, df) in Pairs(Case(id), "kink_x", "kink_torch_df"))
            {
                AssertClose(df, derivative.Evaluate(_ => x), 1e-15, $"{id}'({x}) = {derivative}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nan_gives_nan(string id) => Assert.True(double.IsNaN(Formula(id).Evaluate(_ => double.NaN)));

    [Fact]
    public void Log_loss_with_logits_is_right_at_any_logit()
    {
        var loss = LossComposer.Compose(LossTable.Of(LossKind.BinaryCrossEntropyWithLogits).Formula(new LossOptions()), ActivationTable.Of(ActivationKind.Sigmoid).Formula).Expression;
        Expr plain = Differentiator.By(loss, "z");
        Expr sigmoid = ActivationTable.Of(ActivationKind.Sigmoid).Formula;
        Expr known = Reexpressor.Reexpress(plain, new[] { ("a", sigmoid) });
        foreach (var item in Golden.GetProperty("bce_with_logits").EnumerateArray())
        {
            double z = item.GetProperty("logit").GetDouble(), t = item.GetProperty("target").GetDouble();
            double Value(string name) => name == "z" ? z : name == "t" ? t : sigmoid.Evaluate(_ => z);
            AssertClose(item.GetProperty("loss").GetDouble(), loss.Evaluate(Value), 1e-12, $"loss({z}, {t})");
            AssertClose(item.GetProperty("dlogit").GetDouble(), plain.Evaluate(Value), 1e-11, $"plain derivative ({z}, {t})");
            AssertClose(item.GetProperty("dlogit").GetDouble(), known.Evaluate(Value), 1e-11, $"derivative ({z}, {t})");
        }
    }

    [Fact]
    public void Softmax_is_right_at_any_logit()
    {
        Expr formula = ActivationTable.Of(ActivationKind.Softmax).Formula;
        foreach (var item in Golden.GetProperty("softmax").EnumerateArray())
        {
            double[] z = item.GetProperty("z").EnumerateArray().Select(value => value.GetDouble()).ToArray();
            double lse = z.Max() + Math.Log(z.Sum(value => Math.Exp(value - z.Max())));
            foreach (var (logit, p) in Pairs(item, "z", "softmax"))
            {
                AssertClose(p, formula.Evaluate(name => name == "z" ? logit : lse), 1e-12, $"softmax({logit})");
            }
        }
    }

    private static JsonElement Case(string id) => Golden.GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("id").GetString() == id);

    private static Expr Formula(string id) => ActivationTable.Of(Kinds.TryGetValue(id, out var kind) ? kind : Enum.Parse<ActivationKind>(id, ignoreCase: true)).Formula;

    private static IEnumerable<(double X, double Y)> Pairs(JsonElement item, string x, string y) =>
        item.GetProperty(x).EnumerateArray().Zip(item.GetProperty(y).EnumerateArray(), (a, b) => (a.GetDouble(), b.GetDouble()));

    private static void AssertClose(double expected, double actual, double relative, string what) =>
        Assert.True(Math.Abs(expected - actual) <= (relative * Math.Abs(expected)) + 1e-13, $"{what}: expected {expected:R}, got {actual:R}");
}
