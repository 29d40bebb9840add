namespace BackpropGen.Generator.Diagnostics;

/// <summary>What a diagnostic tells a code fix beyond its places: the keys of its properties. Compiled into the code fixes too, so that both name them alike.</summary>
internal static class FixProperties
{
    /// <summary>The value of <c>Loss</c> that fits the outputs.</summary>
    public const string Loss = nameof(Loss);

    /// <summary>The value of <c>Activation</c> that the output layer, the first additional location, should have.</summary>
    public const string Activation = nameof(Activation);

    /// <summary>The units that the layers at the additional locations should have, or that a layer to be added has.</summary>
    public const string Units = nameof(Units);

    /// <summary>A free name for what has a name of another.</summary>
    public const string Name = nameof(Name);

    /// <summary>The text that should stand in the string at the diagnostic's location.</summary>
    public const string Text = nameof(Text);
}
