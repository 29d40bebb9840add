using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>The losses of one row, written from their definitions.</summary>
internal static class Losses
{
    /// <summary>What <see cref="LossKind.Auto"/> stands for behind an output activation.</summary>
    public static LossKind Resolve(LossKind loss, ActivationKind output) => (loss, output) switch
    {
        (LossKind.Auto, ActivationKind.Sigmoid) => LossKind.BinaryCrossEntropy,
        (LossKind.Auto, ActivationKind.Softmax) => LossKind.CrossEntropy,
        (LossKind.Auto, _) => LossKind.MeanSquaredError,
        _ => loss,
    };

    /// <summary>The loss of one row.</summary>
    /// <param name="network">Says which loss, with which options.</param>
    /// <param name="kind">The loss, never <see cref="LossKind.Auto"/>.</param>
    /// <param name="output">The outputs, with what they were made of.</param>
    /// <param name="targets">As many targets.</param>
    public static Scalar Row(NetworkSpec network, LossKind kind, OutputRow output, double[] targets)
    {
        var o = output.Values;
        if (network.LossFunction is { } function)
        {
            return Mean(o, targets, UserFunctions.Losses[function.Name].Interpret);
        }

        var smooth = targets.Select(t => ((1 - network.LabelSmoothing) * t) + (network.LabelSmoothing / o.Length)).ToArray();
        return kind switch
        {
            LossKind.HalfSquaredError => o.Length * Mean(o, targets, (y, t) => 0.5 * Square(y - t)),
            LossKind.MeanSquaredError => Mean(o, targets, (y, t) => Square(y - t)),
            LossKind.MeanAbsoluteError => Mean(o, targets, (y, t) => Functions.Abs(y - t)),
            LossKind.Huber => Mean(o, targets, (y, t) => Huber(y - t, network.HuberDelta)),
            LossKind.LogCosh => Mean(o, targets, (y, t) => LogCosh(y - t)),
            LossKind.BinaryCrossEntropy => BinaryCrossEntropy(output, targets),
            LossKind.BinaryCrossEntropyWithLogits => Mean(o, targets, LogitLoss),
            LossKind.CrossEntropy => CrossEntropy(output, smooth),
            LossKind.CrossEntropyWithLogits => LogitCrossEntropy(o, smooth),
            LossKind.Hinge => Mean(o, targets, Hinge),
            LossKind.SquaredHinge => Mean(o, targets, (y, t) => Square(Hinge(y, t))),
            LossKind.PoissonNegativeLogLikelihood => Mean(o, targets, (y, t) => Functions.Exp(y) - (t * y)),
            LossKind.KullbackLeibler => CrossEntropy(output, targets) + targets.Sum(t => t == 0 ? 0 : t * Math.Log(t)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a loss of a row."),
        };
    }

    private static Scalar Mean(Scalar[] outputs, double[] targets, Func<Scalar, double, Scalar> loss) =>
        1.0 / outputs.Length * Functions.Sum([.. outputs.Zip(targets, loss)]);

    private static Scalar Square(Scalar d) => d * d;

    private static Scalar Huber(Scalar d, double delta)
    {
        if (Functions.Where(d, delta))
        {
            return delta * (d - (0.5 * delta));
        }

        return Functions.Where(d, -delta) ? 0.5 * Square(d) : delta * (-d - (0.5 * delta));
    }

    private static Scalar LogCosh(Scalar d)
    {
        // ln cosh d = |d| + ln(1 + e^(−2|d|)) − ln 2
        var a = Math.Abs(d.Value);
        return d.Tape.Unary(a + double.LogP1(Math.Exp(-2 * a)) - Math.Log(2), d, Math.Tanh(d.Value));
    }

    private static Scalar Hinge(Scalar y, double t)
    {
        var margin = -(t * y) + 1;
        return Functions.Where(margin, 0) ? margin : y.Tape.Leaf(0);
    }

    // −t ln σ(z) − (1 − t) ln(1 − σ(z)), with ln σ(z) = −softplus(−z) and ln(1 − σ(z)) = −softplus(z)
    private static Scalar LogitLoss(Scalar z, double t) => (t * Functions.Softplus(-z)) + ((1 - t) * Functions.Softplus(z));

    private static Scalar BinaryCrossEntropy(OutputRow output, double[] targets) => output.Activation == ActivationKind.Sigmoid
        ? Mean(output.Before, targets, LogitLoss)
        : Mean(output.Values, targets, (o, t) => -(t * Functions.Log(o)) - ((1 - t) * Functions.Log(-o + 1)));

    private static Scalar CrossEntropy(OutputRow output, double[] targets) => output.Activation == ActivationKind.Softmax
        ? LogitCrossEntropy(output.Before, targets)
        : Functions.Sum([.. output.Values.Zip(targets, (o, t) => -t * Functions.Log(o))]);

    // −Σ t ln p = Σ t (ln Σ e^z − z)
    private static Scalar LogitCrossEntropy(Scalar[] z, double[] targets)
    {
        var total = Functions.LogSumExp(z);
        return Functions.Sum([.. z.Zip(targets, (zk, t) => t * (total - zk))]);
    }
}

/// <summary>The outputs of one row: o = f(z).</summary>
internal sealed record OutputRow(Scalar[] Values, ActivationKind Activation, Scalar[] Before);
