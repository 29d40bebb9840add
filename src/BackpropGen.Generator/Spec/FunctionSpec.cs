using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Spec;

/// <summary>How far a function of the user's could be read.</summary>
internal enum FunctionState
{
    /// <summary>Its formula is there.</summary>
    Readable,

    /// <summary>It is not; what is at fault has been reported where it stands.</summary>
    Broken,
}

/// <summary>An activation or a loss that the user wrote as a method.</summary>
internal sealed record FunctionSpec
{
    /// <summary>The method's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The type that declares it, as a reader writes it.</summary>
    public string Declaring { get; init; } = "";

    public FunctionState State { get; init; }

    /// <summary>The value over <c>z</c> and the parameters' variables, or over <c>o</c> and <c>t</c>; null unless readable.</summary>
    public Expr? Formula { get; init; }

    /// <summary>What training changes of an activation, in the order written.</summary>
    public EquatableArray<FunctionParameterSpec> Parameters { get; init; }
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
