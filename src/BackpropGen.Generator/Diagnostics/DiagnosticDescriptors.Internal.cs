using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 9001 to 9999: faults of the generator itself.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor InternalError = new(
        "BPG9001", "Internal error of the generator",
        "The generator failed on the network '{0}' ({1}); please report it with the network's attributes",
        Internal, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG9001.md");

    public static readonly DiagnosticDescriptor DerivativeMismatch = new(
        "BPG9002", "A derivative failed its check",
        "The derivative of this function is wrong ({0}); no network with it is compiled; please report it with the method",
        Internal, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG9002.md");
}
