using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>Every formula that the tables can give rise to, by a name: values, derivatives, compositions, with and without known values.</summary>
internal static class Formulas
{
    public static IReadOnlyList<ActivationKind> Activations { get; } = Enum.GetValues<ActivationKind>();

    public static IReadOnlyList<LossKind> Losses { get; } = Enum.GetValues<LossKind>().Where(kind => kind != LossKind.Auto).ToList();

    public static IReadOnlyList<Function> Functions { get; } = new[]
    {
        FunctionTable.Exp, FunctionTable.Log, FunctionTable.Expm1, FunctionTable.Log1p, FunctionTable.Tanh, FunctionTable.Sigmoid, FunctionTable.Softplus, FunctionTable.Erf,
        FunctionTable.Abs, FunctionTable.Sign, FunctionTable.Sqrt, FunctionTable.LogCosh, FunctionTable.Max, FunctionTable.Min, FunctionTable.XLogY,
        FunctionTable.Sin, FunctionTable.Cos, FunctionTable.Tan, FunctionTable.Asin, FunctionTable.Acos, FunctionTable.Atan, FunctionTable.Sinh, FunctionTable.Cosh,
        FunctionTable.Asinh, FunctionTable.Acosh, FunctionTable.Atanh, FunctionTable.Cbrt, FunctionTable.Pow, FunctionTable.Atan2, FunctionTable.Hypot,
    };

    public static Expr Loss(LossKind kind, double huberDelta = 1) => LossTable.Of(kind).Formula(new LossOptions(huberDelta));

    /// <summary>Activations over z and lse, losses over o and t, losses of activations over z, lse and t; derivatives in the value too, with a the activation's.</summary>
    public static IEnumerable<(string Name, Expr Expression)> All()
    {
        foreach (var kind in Activations)
        {
            Expr formula = ActivationTable.Of(kind).Formula;
            Expr derivative = Differentiator.By(formula, "z");
            yield return ($"{kind}", formula);
            yield return ($"{kind}'", derivative);
            yield return ($"{kind}' in a", InValue(derivative, formula));
        }

        foreach (var kind in Losses)
        {
            yield return ($"{kind}", Loss(kind));
            yield return ($"{kind}'", Differentiator.By(Loss(kind), "o"));
            foreach (var activation in Activations)
            {
                Expr composed = LossComposer.Compose(Loss(kind), ActivationTable.Of(activation).Formula).Expression;
                yield return ($"{kind} of {activation}", composed);
                yield return ($"({kind} of {activation})' in a", InValue(Differentiator.By(composed, "z"), ActivationTable.Of(activation).Formula));
            }
        }
    }

    public static Expr InValue(Expr derivative, Expr formula) => Reexpressor.Reexpress(derivative, new[] { ("a", formula) });
}
