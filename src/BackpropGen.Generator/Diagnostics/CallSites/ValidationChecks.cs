using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>Whether a network is validated on what it trains on.</summary>
internal static class ValidationChecks
{
    public static void Check(IInvocationOperation call, NetworkTypes types, Action<Diagnostic> report)
    {
        var data = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "data")?.Value;
        var options = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "options")?.Value;
        if (Named(data) is not { } trained || Unconverted(options) is not { } written)
        {
            return;
        }

        // options that were made before the call may hold what the variable held then
        var isHere = written is not ILocalReferenceOperation;
        if (Validation(LocalValues.Of(written), types) is { } validation
            && SymbolEqualityComparer.Default.Equals(trained, Named(validation))
            && (isHere || trained is not ILocalSymbol local || LocalValues.IsConstant(local)))
        {
            report(Diagnostic.Create(DiagnosticDescriptors.ValidationOnTrainingData, (isHere ? validation : options!).Syntax.GetLocation(), trained.Name));
        }
    }

    /// <summary>What options that are made are given to validate on.</summary>
    private static IOperation? Validation(IOperation? options, NetworkTypes types)
    {
        var initializer = Unconverted(options) switch
        {
            IObjectCreationOperation creation when types.IsOptions(creation.Type) => creation.Initializer,
            IWithOperation with when types.IsOptions(with.Type) => with.Initializer,
            _ => null,
        };
        return initializer?.Initializers
            .OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Validation" })?.Value;
    }

    /// <summary>The variable that holds a value: a local, a parameter, a field or property of this object or of a type.</summary>
    private static ISymbol? Named(IOperation? operation) => Unconverted(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member => member.Member,
        _ => null,
    };

    private static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
