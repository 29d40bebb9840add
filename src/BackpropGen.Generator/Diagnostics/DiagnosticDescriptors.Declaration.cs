using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 0001 to 0999: the class.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NetworkNotPartial = new(
        "BPG0001", "A network must be a partial class",
        "'{0}' must be declared partial, so that the generator can add its members to it",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0001.md");

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        "BPG0002", "A type around a network must be partial",
        "'{0}' must be declared partial, so that the generator can add members to the network '{1}' inside it",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0002.md");

    public static readonly DiagnosticDescriptor NetworkGeneric = new(
        "BPG0003", "A network must not be generic",
        "The network '{0}' must not be generic, nor lie in a generic type; its precision is an argument of [Network]",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0003.md");

    public static readonly DiagnosticDescriptor NetworkStatic = new(
        "BPG0004", "A network must not be static",
        "The network '{0}' must not be static, because its parameters belong to an object",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0004.md");

    public static readonly DiagnosticDescriptor NetworkAbstract = new(
        "BPG0005", "A network must not be abstract",
        "The network '{0}' must not be abstract, because the generator writes all of it",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0005.md");

    public static readonly DiagnosticDescriptor NetworkRecord = new(
        "BPG0006", "A network must be a class, not a record",
        "The network '{0}' must be a class, not a record: a copy of a record would share the parameters of the original",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0006.md");

    public static readonly DiagnosticDescriptor NetworkFileLocal = new(
        "BPG0007", "A network must not be local to its file",
        "The network '{0}' must not be local to its file, because its generated part is another file; make it internal",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0007.md");

    public static readonly DiagnosticDescriptor NoLayer = new(
        "BPG0008", "A network needs a layer",
        "The network '{0}' has no layer; add one below [Network], such as [Dense(1)]",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0008.md");

    public static readonly DiagnosticDescriptor LayersSpread = new(
        "BPG0009", "All layers must stand on one part of the class",
        "The layers of '{0}' stand on several parts of the class, so that their order is undefined; move them to one part",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0009.md");

    public static readonly DiagnosticDescriptor LayerWithoutNetwork = new(
        "BPG0010", "A layer without a network",
        "[{0}] has no effect on '{1}', which has no [Network] attribute; add [Network(inputs)]",
        Declaration, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0010.md");

    public static readonly DiagnosticDescriptor MemberCollision = new(
        "BPG0011", "A member collides with a generated one",
        "The network '{0}' has '{1}', which collides with a member that the generator adds; rename or remove it",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0011.md");

    public static readonly DiagnosticDescriptor NameCollision = new(
        "BPG0012", "A network has the name of a generated member",
        "A network cannot be called '{0}', because the generator adds a member of that name; rename the class",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0012.md");

    public static readonly DiagnosticDescriptor NoBaseConstructor = new(
        "BPG0013", "The base class of a network needs a constructor without parameters",
        "The base class '{1}' of the network '{0}' has no constructor without parameters that '{0}' can call; add one",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0013.md");

    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        "BPG0014", "Networks need C# 12",
        "The network '{0}' needs C# 12 or later, but the project uses C# {1}; raise LangVersion",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0014.md");

    public static readonly DiagnosticDescriptor NetworkNotSealed = new(
        "BPG0015", "A network could be sealed",
        "Nothing derives from the network '{0}'; seal it, so that calls through its interfaces can be resolved when they are compiled",
        Declaration, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG0015.md");
}
