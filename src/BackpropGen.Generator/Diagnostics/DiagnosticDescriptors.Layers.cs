using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 1001 to 1999: layers and shapes.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor SizeOutOfRange = new(
        "BPG1001", "A size is out of range",
        "{0} must be from 1 to 65,536, but is {1}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1001.md");

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        "BPG1002", "Too many parameters",
        "The network '{0}' would have {1} parameters, but 2,147,483,647 is the most; make its layers smaller",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1002.md");

    public static readonly DiagnosticDescriptor UndefinedValue = new(
        "BPG1003", "A value is none of its enum's",
        "{0} is no value of {1}; use one of its named values",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1003.md");

    public static readonly DiagnosticDescriptor DropoutRate = new(
        "BPG1004", "A dropout rate is out of range",
        "The rate of [Dropout] must be at least 0 and less than 1, but is {0}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1004.md");

    public static readonly DiagnosticDescriptor UnknownLayer = new(
        "BPG1005", "A layer is unknown",
        "There is no layer with the name '{0}'; {1}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1005.md");

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "BPG1006", "Two layers have one name",
        "The name '{0}' is that of an earlier layer; each layer needs a name of its own",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1006.md");

    public static readonly DiagnosticDescriptor InvalidName = new(
        "BPG1007", "A layer's name cannot be used",
        "'{0}' cannot be a layer's name: {1}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1007.md");

    public static readonly DiagnosticDescriptor ViewCollision = new(
        "BPG1008", "Two parameter views have one name",
        "The parameters of this layer would be called '{0}', as those of an earlier layer are; change its Name",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1008.md");

    public static readonly DiagnosticDescriptor Cycle = new(
        "BPG1009", "The layers form a cycle",
        "The layers form a cycle: {0}; a network must lead from its input to its output",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1009.md");

    public static readonly DiagnosticDescriptor WidthsDiffer = new(
        "BPG1010", "The sources of [Add] differ in width",
        "The sources of [Add] must have one width, but '{0}' has {1} and '{2}' has {3}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1010.md");

    public static readonly DiagnosticDescriptor TooFewSources = new(
        "BPG1011", "Too few sources",
        "[{0}] needs the names of at least two layers, but has {1}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1011.md");

    public static readonly DiagnosticDescriptor FromWithSources = new(
        "BPG1012", "From on a layer that names its sources",
        "[{0}] takes its sources as arguments; remove From and write [{0}({1})]",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1012.md");

    public static readonly DiagnosticDescriptor ConnectionsShape = new(
        "BPG1013", "Connections have the wrong shape",
        "{0}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1013.md");

    public static readonly DiagnosticDescriptor ConnectionsCharacter = new(
        "BPG1014", "Connections have a wrong character",
        "Connections are written with '#' for an edge and '.' for none, but unit {0} has '{1}' at position {2}",
        Layers, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1014.md");

    public static readonly DiagnosticDescriptor UnconnectedUnit = new(
        "BPG1015", "A unit has neither an edge nor a bias",
        "Unit {0} has neither an edge nor a bias, so that its sum is always 0; give it an edge or remove it",
        Layers, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1015.md");

    public static readonly DiagnosticDescriptor DeadLayer = new(
        "BPG1016", "A layer has no effect",
        "The output of {0} does not reach the network's output, the last layer; use it there or remove it",
        Layers, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1016.md");

    public static readonly DiagnosticDescriptor SingleSoftmax = new(
        "BPG1017", "A softmax over one unit",
        "The softmax of a single unit is always 1; use Activation.Sigmoid, or one unit for each class",
        Layers, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1017.md");

    public static readonly DiagnosticDescriptor NothingFrozen = new(
        "BPG1018", "There is nothing to freeze",
        "{0} has no effect, because {1}; remove it",
        Layers, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG1018.md");
}
