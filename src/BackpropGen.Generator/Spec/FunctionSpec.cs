using System;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Spec;

/// <summary>How far a function of the user's could be read.</summary>
internal enum FunctionState
{
    /// <summary>Its formula is there.</summary>
    Readable,

    /// <summary>It is not; what is at fault has been reported where it stands.</summary>
    Broken,

    /// <summary>No method has the name.</summary>
    NotFound,

    /// <summary>The method has not the attribute.</summary>
    NotMarked,

    /// <summary>The method's body is in another assembly.</summary>
    Elsewhere,

    /// <summary>Several methods could be meant.</summary>
    Ambiguous,
}

/// <summary>An activation or a loss that the user wrote as a method.</summary>
internal sealed record FunctionSpec
{
    /// <summary>The method's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The type that declares it, or should, as a reader writes it.</summary>
    public string Declaring { get; init; } = "";

    public FunctionState State { get; init; }

    /// <summary>What a message about the state says besides.</summary>
    public string? Hint { get; init; }

    /// <summary>The value over <c>z</c> and the parameters' variables, or over <c>o</c> and <c>t</c>, as it was written; null unless readable.</summary>
    public Expr? Formula { get; init; }

    /// <summary>What training changes of an activation, in the order written.</summary>
    public EquatableArray<FunctionParameterSpec> Parameters { get; init; }

    /// <summary>The formula as comments and files have it; it changes only with what the method computes.</summary>
    public string Notation => MathNotation.Print(Formula!, VariableNotation);

    /// <summary>What comments call a variable of the formula.</summary>
    public string VariableNotation(string variable) => Parameters.FirstOrDefault(parameter => parameter.Variable == variable)?.Name ?? variable;
}

/// <summary>A trainable parameter of an activation.</summary>
/// <param name="Name">As the method calls it.</param>
/// <param name="Initial">Its first value.</param>
/// <param name="PerUnit">Whether each unit has one of its own; else the layer has one.</param>
internal sealed record FunctionParameterSpec(string Name, double Initial, bool PerUnit)
{
    /// <summary>The name of the variable that stands for it in <see cref="FunctionSpec.Formula"/>.</summary>
    public string Variable => "p_" + Name;
}
