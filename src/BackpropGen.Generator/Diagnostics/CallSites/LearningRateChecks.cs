using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>Whether constant learning rates can train, and are of a size that usually does.</summary>
internal static class LearningRateChecks
{
    private const string Argument = "learningRate", Property = "LearningRate", PlainDescent = "Sgd";

    /// <summary>
    /// The largest usual rate. Optimizers that divide by the gradient's size move each parameter by about the rate in a step, whatever the loss: more than 1 passes over
    /// where weights live. Those that do not depend on how the loss is scaled, so that there is more room.
    /// </summary>
    private static readonly Dictionary<string, double> Largest = new(StringComparer.Ordinal)
    {
        [PlainDescent] = 10,
        ["Adadelta"] = 10,
        ["LBfgs"] = 10,
        ["Adagrad"] = 1,
        ["Adam"] = 1,
        ["AdamW"] = 1,
        ["Adamax"] = 1,
        ["Lion"] = 1,
        ["Nadam"] = 1,
        ["Radam"] = 1,
        ["RmsProp"] = 1,
        ["Rprop"] = 1,
    };

    public static void Check(IInvocationOperation call, NetworkTypes types, Action<Diagnostic> report)
        => Arguments(call.Arguments, PlainDescent, report);

    public static void Check(IObjectCreationOperation creation, NetworkTypes types, Action<Diagnostic> report)
    {
        if (types.IsOptimizer(creation.Type))
        {
            Arguments(creation.Arguments, creation.Type!.Name, report);
            Properties(creation.Initializer, creation.Type.Name, report);
        }
    }

    public static void Check(IWithOperation with, NetworkTypes types, Action<Diagnostic> report)
    {
        if (types.IsOptimizer(with.Type))
        {
            Properties(with.Initializer, with.Type!.Name, report);
        }
    }

    private static void Arguments(IEnumerable<IArgumentOperation> arguments, string optimizer, Action<Diagnostic> report)
    {
        foreach (var argument in arguments.Where(argument => argument.Parameter?.Name == Argument && argument.ArgumentKind == ArgumentKind.Explicit))
        {
            Value(argument.Value, optimizer, report);
        }
    }

    private static void Properties(IObjectOrCollectionInitializerOperation? initializer, string optimizer, Action<Diagnostic> report)
    {
        foreach (var assignment in initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IPropertyReferenceOperation { Property.Name: Property })
            {
                Value(assignment.Value, optimizer, report);
            }
        }
    }

    private static void Value(IOperation operation, string optimizer, Action<Diagnostic> report)
    {
        if (!operation.ConstantValue.HasValue || operation.ConstantValue.Value is not (float or double))
        {
            return;
        }

        var value = operation.ConstantValue.Value!;
        var rate = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        if (!(rate > 0) || double.IsInfinity(rate))
        {
            report(Diagnostic.Create(DiagnosticDescriptors.LearningRateOutOfRange, operation.Syntax.GetLocation(), text));
        }
        else if (Largest.TryGetValue(optimizer, out var largest) && rate > largest)
        {
            report(Diagnostic.Create(DiagnosticDescriptors.LearningRateLarge, operation.Syntax.GetLocation(), text, optimizer, largest.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
