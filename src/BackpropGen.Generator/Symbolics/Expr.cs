using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A scalar expression: immutable, equal by structure, in one canonical order.</summary>
/// <remarks>
/// Every expression is built through the operators or the <c>Of</c> factories, which flatten sums and products, fold constants and collect like terms
/// and factors. So two ways of writing the same sum of products give equal values.
/// </remarks>
internal abstract record Expr
{
    private readonly int _hash;

    // Computed once: expressions are compared and looked up all the time. Equal expressions have equal hashes and costs, so the record's equality may see both.
    protected Expr(int hash, int cost)
    {
        _hash = hash;
        Cost = cost;
    }

    public static Expr Zero { get; } = new ConstantExpr(0);

    public static Expr One { get; } = new ConstantExpr(1);

    /// <summary>The children, in canonical order.</summary>
    public abstract IReadOnlyList<Expr> Children { get; }

    /// <summary>Where this kind of node stands among the others in canonical order.</summary>
    protected abstract int Rank { get; }

    /// <summary>The number of operations, a division or a transcendental function counting as several.</summary>
    public int Cost { get; }

    /// <summary>The names of the variables that occur, sorted.</summary>
    public SortedSet<string> Variables
    {
        get
        {
            var names = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var part in Subtrees())
            {
                if (part is VariableExpr variable)
                {
                    names.Add(variable.Name);
                }
            }

            return names;
        }
    }

    public static implicit operator Expr(double value) => Constant(value);

    public static Expr operator +(Expr left, Expr right) => SumExpr.Of(new[] { left, right });

    public static Expr operator -(Expr left, Expr right) => SumExpr.Of(new[] { left, -right });

    public static Expr operator -(Expr operand) => ProductExpr.Of(new[] { Constant(-1), operand });

    public static Expr operator *(Expr left, Expr right) => ProductExpr.Of(new[] { left, right });

    public static Expr operator /(Expr left, Expr right) => ProductExpr.Of(new[] { left, PowerExpr.Of(right, -1) });

    public static Expr Constant(double value) => new ConstantExpr(value);

    public static Expr Variable(string name) => new VariableExpr(name);

    /// <summary>The value, where <paramref name="variable"/> gives a variable's.</summary>
    public abstract double Evaluate(Func<string, double> variable);

    /// <summary>The same node over other children, made canonical again.</summary>
    public abstract Expr WithChildren(IReadOnlyList<Expr> children);

    /// <summary>This expression and all beneath it, the root first.</summary>
    public IEnumerable<Expr> Subtrees() => new[] { this }.Concat(Children.SelectMany(child => child.Subtrees()));

    public bool DependsOn(string name) => this is VariableExpr variable ? variable.Name == name : Children.Any(child => child.DependsOn(name));

    /// <summary>The expression with variables replaced, all at once.</summary>
    public Expr Substitute(IReadOnlyDictionary<string, Expr> values) =>
        Rewrite(node => node is VariableExpr variable && values.TryGetValue(variable.Name, out var value) ? value : null);

    public Expr Substitute(string name, Expr value) => Substitute(new Dictionary<string, Expr> { [name] = value });

    /// <summary>Replaces every subtree for which <paramref name="replace"/> gives a value, outermost first; a replacement is not entered again.</summary>
    public Expr Rewrite(Func<Expr, Expr?> replace)
    {
        if (replace(this) is { } replacement)
        {
            return replacement;
        }

        return MapChildren(child => child.Rewrite(replace));
    }

    /// <summary>The node with each child mapped; this very node when none changed.</summary>
    public Expr MapChildren(Func<Expr, Expr> map)
    {
        if (Children.Count == 0)
        {
            return this;
        }

        var mapped = Children.Select(map).ToList();
        return mapped.SequenceEqual(Children) ? this : WithChildren(mapped);
    }

    public override int GetHashCode() => _hash;

    public sealed override string ToString() => MathNotation.Print(this);

    /// <summary>Canonical order: by kind, then by content.</summary>
    public static int Compare(Expr left, Expr right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        int byRank = left.Rank.CompareTo(right.Rank);
        if (byRank != 0)
        {
            return byRank;
        }

        int own = left.CompareOwn(right);
        if (own != 0)
        {
            return own;
        }

        for (int i = 0; i < Math.Min(left.Children.Count, right.Children.Count); i++)
        {
            int byChild = Compare(left.Children[i], right.Children[i]);
            if (byChild != 0)
            {
                return byChild;
            }
        }

        return left.Children.Count.CompareTo(right.Children.Count);
    }

    /// <summary>Joins hashes in order, the kind of node first.</summary>
    protected static int Hash(int kind, params int[] parts) => parts.Aggregate(kind, (hash, part) => unchecked((hash * 397) ^ part));

    /// <summary>Compares what is in the node itself, of the same kind.</summary>
    protected abstract int CompareOwn(Expr other);
}
