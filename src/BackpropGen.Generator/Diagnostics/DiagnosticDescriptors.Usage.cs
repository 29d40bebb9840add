using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 4001 to 4999: how networks are used, and their generated tests.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor WrongLength = new(
        "BPG4001", "A span has the wrong length",
        "'{0}' of {1} must have {2}, but has {3}",
        Usage, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4001.md");

    public static readonly DiagnosticDescriptor RowsDiffer = new(
        "BPG4002", "Spans differ in rows",
        "'{0}' of {1} has values for {2} rows, but '{3}' for {4}",
        Usage, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4002.md");

    public static readonly DiagnosticDescriptor LearningRateOutOfRange = new(
        "BPG4003", "A learning rate cannot train",
        "A learning rate of {0} cannot train; it must be finite and greater than 0",
        Usage, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4003.md");

    public static readonly DiagnosticDescriptor LearningRateLarge = new(
        "BPG4004", "A learning rate is unusually large",
        "A learning rate of {0} is unusually large for {1}; more than {2} seldom learns",
        Usage, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4004.md");

    public static readonly DiagnosticDescriptor ValidationOnTrainingData = new(
        "BPG4005", "Validation on the training data",
        "'{0}' is both what is trained on and the validation data, which then tell nothing about other data; split it",
        Usage, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4005.md");

    public static readonly DiagnosticDescriptor ResultUnused = new(
        "BPG4006", "A measurement is not used",
        "{0} changes nothing, and its result is not used",
        Usage, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4006.md");

    public static readonly DiagnosticDescriptor NoTestFramework = new(
        "BPG4007", "Generated tests without a test framework",
        "Tests of '{0}' need xUnit, NUnit or MSTest, but the project references none of them",
        Usage, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4007.md");

    public static readonly DiagnosticDescriptor CannotBeTested = new(
        "BPG4008", "A type that tests cannot be generated for",
        "No tests of '{0}' can be generated, because {1}",
        Usage, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG4008.md");

    /// <summary>Those of calls.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfCallSites()
        => ImmutableArray.Create(WrongLength, RowsDiffer, LearningRateOutOfRange, LearningRateLarge, ValidationOnTrainingData, ResultUnused);
}
