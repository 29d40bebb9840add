using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 3001 to 3999: activations and losses that the user wrote.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor FunctionNotFound = new(
        "BPG3001", "A function is unknown",
        "'{0}' has no method with the name '{1}'; {2}",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3001.md");

    public static readonly DiagnosticDescriptor FunctionNotMarked = new(
        "BPG3002", "A function is not marked",
        "'{0}' is not marked; put [{1}] before the method",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3002.md");

    public static readonly DiagnosticDescriptor FunctionElsewhere = new(
        "BPG3003", "A function's body is in another assembly",
        "The body of '{0}' is in the assembly {1}, where it cannot be read; write the method in this project",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3003.md");

    public static readonly DiagnosticDescriptor FunctionAmbiguous = new(
        "BPG3004", "Several methods could be the function",
        "The name could be that of {0}; give them different names",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3004.md");

    public static readonly DiagnosticDescriptor LossTwice = new(
        "BPG3005", "A network has two losses",
        "Loss.{0} and LossMethod are both set; remove one of them",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3005.md");

    public static readonly DiagnosticDescriptor FunctionNotStatic = new(
        "BPG3006", "A function must be static",
        "'{0}' must be static: a function knows no network but its arguments",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3006.md");

    public static readonly DiagnosticDescriptor FunctionSignature = new(
        "BPG3007", "A method has not the form of a function",
        "'{0}' has not the form of a function, because {1}; {2}, all of one type: float, double or T",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3007.md");

    public static readonly DiagnosticDescriptor FunctionParameter = new(
        "BPG3008", "A parameter's first value is not finite",
        "The first value of '{0}' must be finite, but is {1}",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3008.md");

    public static readonly DiagnosticDescriptor FunctionLoop = new(
        "BPG3009", "A loop in a function",
        "A loop cannot be differentiated as a formula, since the number of its rounds is not part of one; write its terms out",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3009.md");

    public static readonly DiagnosticDescriptor FunctionCall = new(
        "BPG3010", "A call without a derivative",
        "The call of '{0}' cannot be differentiated: {1}",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3010.md");

    public static readonly DiagnosticDescriptor FunctionSideEffect = new(
        "BPG3011", "A side effect in a function",
        "{0} {1}, and generated code never calls the method; a function is only its result",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3011.md");

    public static readonly DiagnosticDescriptor FunctionInteger = new(
        "BPG3012", "Integer arithmetic in a function",
        "{0} has no derivative: {1}",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3012.md");

    public static readonly DiagnosticDescriptor FunctionStep = new(
        "BPG3013", "A step in a function",
        "{0} jumps from value to value: its derivative is 0 wherever it has one, so that nothing could be learned through it",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3013.md");

    public static readonly DiagnosticDescriptor FunctionRecursion = new(
        "BPG3014", "A recursive function",
        "'{0}' calls itself, directly or through others, so that there is no formula for it; write its terms out",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3014.md");

    public static readonly DiagnosticDescriptor FunctionState = new(
        "BPG3015", "A function reads what the compiler does not know",
        "A function cannot use {0}: {1}",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3015.md");

    public static readonly DiagnosticDescriptor FunctionConstruct = new(
        "BPG3016", "A function contains what is no part of a formula",
        "A function cannot contain {0}: {1}",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3016.md");

    public static readonly DiagnosticDescriptor FunctionTooLarge = new(
        "BPG3017", "A function is too large",
        "The formula becomes too large here; every use of a local, and every path that may return, repeats what it is made of",
        Functions, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3017.md");

    public static readonly DiagnosticDescriptor FunctionFlat = new(
        "BPG3018", "A function whose derivative is 0 everywhere",
        "The derivative of '{0}' by '{1}' is 0 everywhere, so that nothing can be learned through it",
        Functions, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3018.md");

    public static readonly DiagnosticDescriptor FunctionParameterUnused = new(
        "BPG3019", "A parameter without effect",
        "The value of '{0}' does not depend on '{1}', which training would never change; remove it",
        Functions, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3019.md");

    public static readonly DiagnosticDescriptor FunctionUnchecked = new(
        "BPG3020", "A function without a value",
        "'{0}' and its derivatives could not be compared at any sample point, where it is not finite or not smooth",
        Functions, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3020.md");

    public static readonly DiagnosticDescriptor UnstableLogarithm = new(
        "BPG3021", "A logarithm of what can be 0",
        "{0} is not finite where its argument comes to {1}; keep it above, as in Max({2}, 1e-7)",
        Functions, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3021.md");

    public static readonly DiagnosticDescriptor UnstableExponential = new(
        "BPG3022", "An exponential without a bound",
        "{0} exceeds single precision where its argument exceeds 88; keep it below, as in Min({1}, 20)",
        Functions, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3022.md");

    public static readonly DiagnosticDescriptor UnstableDivision = new(
        "BPG3023", "A division by what can be 0",
        "{0}, or its slope, is not finite where {1} is 0; keep it away from there, as in {1} + 1e-7 for what is never negative",
        Functions, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3023.md");

    public static readonly DiagnosticDescriptor UnstableLoss = new(
        "BPG3024", "A loss that is not finite for every output",
        "Over these outputs '{0}' takes {1}, which is not finite everywhere; {2}",
        Functions, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG3024.md");
}
