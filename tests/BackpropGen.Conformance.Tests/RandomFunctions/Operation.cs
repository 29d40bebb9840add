using System;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>Where an operation has a value that is worth comparing.</summary>
internal enum Domain
{
    Everywhere,

    /// <summary>Its first argument is to be above 0.</summary>
    Positive,

    /// <summary>Its first argument is to be between −1 and 1.</summary>
    BelowOne,

    /// <summary>Its first argument is to be above 1.</summary>
    AboveOne,

    /// <summary>Its first argument is to be of the size of 1, for it grows exponentially.</summary>
    Small,

    /// <summary>Its last argument is not to be 0.</summary>
    Divisor,
}

/// <summary>What a user may write in a function, in the three ways that are compared.</summary>
/// <param name="Text">As C#: {0}, {1} … for the arguments, M for Math or MathF, T for the type.</param>
/// <param name="Arity">The number of arguments.</param>
/// <param name="Evaluate">The value.</param>
/// <param name="Expression">As the compiler is to understand it.</param>
internal sealed record Operation(string Text, int Arity, Func<double[], double> Evaluate, Func<Expr[], Expr> Expression)
{
    public Domain Domain { get; init; }

    /// <summary>Which of its smooth pieces the arguments are in: kinks, jumps and poles lie between pieces.</summary>
    public Func<double[], int> Piece { get; init; } = _ => 0;
}
