using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 5001 to 5999: what a network may cost.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor BudgetExceeded = new(
        "BPG5001", "A network exceeds its budget",
        "The network '{0}' has {1} {2}, {3} more than its budget of {4}: {5}",
        Budget, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG5001.md");

    public static readonly DiagnosticDescriptor BudgetNotPositive = new(
        "BPG5002", "A limit of a budget is not positive",
        "{0} must be at least 1, but is {1}; leave it out for no limit",
        Budget, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG5002.md");

    public static readonly DiagnosticDescriptor BudgetWithoutNetwork = new(
        "BPG5003", "A budget without a network",
        "[Budget] has no effect on '{0}', which has no [Network] attribute; add [Network(inputs)] or remove the budget",
        Budget, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG5003.md");
}
