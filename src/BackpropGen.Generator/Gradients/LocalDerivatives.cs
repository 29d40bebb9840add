using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Gradients;

/// <summary>Derivatives of maps, in their arguments and their own value. Networks use the same few functions again and again, so each is derived once.</summary>
internal static class LocalDerivatives
{
    /// <summary>Stands for the map's own value.</summary>
    private const string Value = "a";

    private static readonly ConcurrentDictionary<(Expr Formula, string Argument), Expr> Known = new();

    /// <summary>∂formula/∂operand, re-expressed in the value where that is cheaper.</summary>
    /// <param name="formula">The map's formula.</param>
    /// <param name="operand">The variable to derive by.</param>
    /// <param name="value">The name of the map's value.</param>
    public static Expr Of(Expr formula, string operand, string value)
    {
        var names = formula.Variables.Select((name, index) => (Name: name, Standard: "z" + index)).ToArray();
        var standard = formula.Substitute(names.ToDictionary(pair => pair.Name, pair => Expr.Variable(pair.Standard)));
        var derivative = Known.GetOrAdd((standard, names.Single(pair => pair.Name == operand).Standard), Derive);
        var back = names.ToDictionary(pair => pair.Standard, pair => Expr.Variable(pair.Name));
        back[Value] = Expr.Variable(value);
        return derivative.Substitute(back);
    }

    private static Expr Derive((Expr Formula, string Argument) key) =>
        Reexpressor.Reexpress(Differentiator.By(key.Formula, key.Argument), new[] { (Value, key.Formula) });
}
