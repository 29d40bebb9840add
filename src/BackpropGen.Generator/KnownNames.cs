namespace BackpropGen.Generator;

/// <summary>Names in the runtime that the compiler looks for.</summary>
internal static class KnownNames
{
    /// <summary>The namespace of the attributes.</summary>
    public const string Namespace = "BackpropGen";

    /// <summary>The type name of the attribute that starts a network.</summary>
    public const string NetworkAttributeType = "NetworkAttribute";

    /// <summary>The metadata name of the attribute that starts a network.</summary>
    public const string NetworkAttribute = Namespace + "." + NetworkAttributeType;
}
