using System;
using System.Linq;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>The activations, written from their definitions.</summary>
internal static class Functions
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    /// <summary>f of all values of one row.</summary>
    public static Scalar[] Apply(ActivationKind kind, Scalar[] row) =>
        kind == ActivationKind.Softmax ? Softmax(row) : Array.ConvertAll(row, z => Apply(kind, z));

    /// <summary>eᶻ.</summary>
    public static Scalar Exp(Scalar z)
    {
        var e = Math.Exp(z.Value);
        return z.Tape.Unary(e, z, e);
    }

    /// <summary>ln z.</summary>
    public static Scalar Log(Scalar z) => z.Tape.Unary(Math.Log(z.Value), z, 1 / z.Value);

    /// <summary>√z.</summary>
    public static Scalar Sqrt(Scalar z)
    {
        var root = Math.Sqrt(z.Value);
        return z.Tape.Unary(root, z, 0.5 / root);
    }

    /// <summary>|z|, with a kink at 0.</summary>
    public static Scalar Abs(Scalar z) => Where(z, 0) ? z : -z;

    /// <summary>ln(1 + eᶻ).</summary>
    public static Scalar Softplus(Scalar z)
    {
        var e = Math.Exp(-Math.Abs(z.Value));
        var value = Math.Max(z.Value, 0) + double.LogP1(e);
        return z.Tape.Unary(value, z, z.Value > 0 ? 1 / (1 + e) : e / (1 + e));
    }

    /// <summary>Whether z lies above a kink.</summary>
    public static bool Where(Scalar z, double kink)
    {
        z.Tape.NoteKink(z.Value - kink);
        return z.Value > kink;
    }

    /// <summary>ln Σ eᶻ.</summary>
    public static Scalar LogSumExp(Scalar[] row)
    {
        // the largest is a constant here: shifting by it changes neither the value nor the derivative
        var largest = row.Max(z => z.Value);
        return Log(Sum(Array.ConvertAll(row, z => Exp(z - largest)))) + largest;
    }

    /// <summary>The sum of values.</summary>
    public static Scalar Sum(Scalar[] values) => values.Aggregate((sum, value) => sum + value);

    private static Scalar Apply(ActivationKind kind, Scalar z) => kind switch
    {
        ActivationKind.Identity => z,
        ActivationKind.Sigmoid => Sigmoid(z),
        ActivationKind.LogSigmoid => -Softplus(-z),
        ActivationKind.Tanh => Tanh(z),
        ActivationKind.ReLU => Clip(z, 0, double.PositiveInfinity),
        ActivationKind.ReLU6 => Clip(z, 0, 6),
        ActivationKind.LeakyReLU => Where(z, 0) ? z : 0.01 * z,
        ActivationKind.Elu => Where(z, 0) ? z : ExpM1(z),
        ActivationKind.Selu => Where(z, 0) ? SeluScale * z : SeluScale * SeluAlpha * ExpM1(z),
        ActivationKind.Softplus => Softplus(z),
        ActivationKind.Softsign => z / (Abs(z) + 1),
        ActivationKind.Gelu => 0.5 * (z * (Erf(Math.Sqrt(0.5) * z) + 1)),
        ActivationKind.GeluTanh => 0.5 * (z * (Tanh(Math.Sqrt(2 / Math.PI) * (z + (0.044715 * (z * z * z)))) + 1)),
        ActivationKind.Silu => z * Sigmoid(z),
        ActivationKind.Mish => z * Tanh(Softplus(z)),
        ActivationKind.HardTanh => Clip(z, -1, 1),
        ActivationKind.HardSigmoid => HardSigmoid(z),
        ActivationKind.HardSwish => z * HardSigmoid(z),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an activation of one value."),
    };

    private static Scalar[] Softmax(Scalar[] row)
    {
        var largest = row.Max(z => z.Value);
        var exponentials = Array.ConvertAll(row, z => Exp(z - largest));
        var sum = Sum(exponentials);
        return Array.ConvertAll(exponentials, e => e / sum);
    }

    private static Scalar Sigmoid(Scalar z)
    {
        var e = Math.Exp(-Math.Abs(z.Value));
        return z.Tape.Unary(z.Value > 0 ? 1 / (1 + e) : e / (1 + e), z, e / ((1 + e) * (1 + e)));
    }

    private static Scalar Tanh(Scalar z)
    {
        var t = Math.Tanh(z.Value);
        var cosh = Math.Cosh(z.Value);
        return z.Tape.Unary(t, z, 1 / (cosh * cosh));
    }

    private static Scalar ExpM1(Scalar z) => z.Tape.Unary(double.ExpM1(z.Value), z, Math.Exp(z.Value));

    private static Scalar HardSigmoid(Scalar z) => Clip((1.0 / 6 * z) + 0.5, 0, 1);

    private static Scalar Clip(Scalar z, double low, double high)
    {
        if (!Where(z, low))
        {
            return z.Tape.Leaf(low);
        }

        return double.IsFinite(high) && Where(z, high) ? z.Tape.Leaf(high) : z;
    }

    // erf x = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): no term is negative for x > 0, so nothing cancels
    private static Scalar Erf(Scalar z)
    {
        var x = z.Value;
        var slope = 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
        if (Math.Abs(x) > 6)
        {
            return z.Tape.Unary(Math.Sign(x), z, slope);
        }

        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return z.Tape.Unary(slope * sum, z, slope);
    }
}
