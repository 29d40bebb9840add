using System;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>One row of the table of functions.</summary>
/// <remarks>Functions are equal by name, so that a user's function can be a row of its own.</remarks>
internal sealed class Function : IEquatable<Function>
{
    public const int Elementary = 1, Root = 4, Transcendental = 12;

    private readonly Func<double[], double> _evaluate;
    private readonly Lazy<Expr>? _definition;
    private readonly Lazy<Expr>[] _derivatives;

    /// <param name="name">The name in tables and emitted code.</param>
    /// <param name="notation">The name in formulas.</param>
    /// <param name="cost">The cost of a call in units of one addition.</param>
    /// <param name="evaluate">A numerically right evaluator.</param>
    /// <param name="definition">The function in terms of others, over <see cref="Parameter"/>; null for one that stands by itself.</param>
    /// <param name="derivatives">By each argument, over <see cref="Parameter"/> and <see cref="Value"/>; none: found from the definition.</param>
    public Function(string name, string notation, int cost, Func<double[], double> evaluate, Func<Expr>? definition, params Func<Expr>[] derivatives)
    {
        Name = name;
        Notation = notation;
        Cost = cost;
        _evaluate = evaluate;
        _definition = definition is null ? null : new Lazy<Expr>(definition);
        _derivatives = derivatives.Length > 0
            ? derivatives.Select(derivative => new Lazy<Expr>(derivative)).ToArray()
            : new[] { new Lazy<Expr>(() => Inversion.DerivativeInValue(_definition!.Value)) };
    }

    /// <summary>The function's own value, for derivatives that are cheapest in it (σ′ = a (1 − a)).</summary>
    public static Expr Value { get; } = Expr.Variable("#value");

    public string Name { get; }

    public string Notation { get; }

    public int Cost { get; }

    /// <summary>The definition over <see cref="Parameter"/>, or null.</summary>
    public Expr? Definition => _definition?.Value;

    /// <summary>The argument number <paramref name="index"/> in definitions and derivatives.</summary>
    public static Expr Parameter(int index) => Expr.Variable("#" + index);

    public Expr Of(params Expr[] arguments) => new CallExpr(this, new EquatableArray<Expr>(arguments));

    public double Evaluate(double[] arguments) => _evaluate(arguments);

    /// <summary>The partial derivative by an argument, at the given arguments.</summary>
    public Expr Derivative(int index, CallExpr call) => Bind(_derivatives[index].Value, call);

    /// <summary>The definition with the call's arguments put in.</summary>
    public static Expr Bind(Expr formula, CallExpr call)
    {
        var values = call.Arguments.Select((argument, i) => ("#" + i, argument)).ToDictionary(pair => pair.Item1, pair => pair.argument);
        values["#value"] = call;
        return formula.Substitute(values);
    }

    public bool Equals(Function? other) => other?.Name == Name;

    public override bool Equals(object? obj) => Equals(obj as Function);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    public override string ToString() => Name;
}
