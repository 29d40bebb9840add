namespace BackpropGen.Generator.Spec;

/// <summary>A public member that the generator adds to the user's class.</summary>
/// <param name="Key">What collides with it: the name; of a method <c>Name(types)</c>, of a generic one <c>Name`1(types)</c> with <c>!!0</c> for its type parameter; of a constructor <c>.ctor(types)</c>.</param>
/// <param name="Declaration">As it stands in C#, without <c>public</c> and body.</param>
internal readonly record struct GeneratedMember(string Key, string Declaration)
{
    /// <summary>Whether it has parameters, and so collides by their types only.</summary>
    public bool IsMethod => Key.EndsWith(")", System.StringComparison.Ordinal);

    /// <summary>The name without types.</summary>
    public string Name => IsMethod ? Key.Split('`', '(')[0] : Key;
}

/// <summary>A member of the user's that collides with generated ones.</summary>
/// <param name="Display">What a reader would call it.</param>
/// <param name="Key">As that of <see cref="GeneratedMember"/>; for a primary constructor just <c>.ctor</c>, which collides with every constructor.</param>
internal sealed record MemberCollisionSpec(string Display, string Key)
{
    private GeneratedMember AsMember => new(Key, "");

    /// <summary>Without types; <c>.ctor</c> for a constructor.</summary>
    public string Name => AsMember.Name;

    /// <summary>Whether its name is that of the class.</summary>
    public bool IsConstructor => Name == ".ctor";

    /// <summary>Whether C# would refuse the generated member beside this one.</summary>
    public bool Excludes(GeneratedMember member)
        => member.Name == AsMember.Name && (!member.IsMethod || !AsMember.IsMethod || member.Key == Key);
}
