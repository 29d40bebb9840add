using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 9001 to 9999: faults of the generator itself.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor InternalError = new(
        "BPG9001", "Internal error of the generator",
        "The generator failed on the network '{0}' ({1}); please report it with the network's attributes",
        Internal, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG9001.md");
}
