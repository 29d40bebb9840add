using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>Whether the spans of a call fit the network: whole rows, the same number of them, all parameters.</summary>
internal static class LengthChecks
{
    private const string Inputs = "InputCount", Outputs = "OutputCount", Parameters = "ParameterCount";

    /// <summary>What each parameter has to hold: so many values a row, or, where rows do not matter, so many in all.</summary>
    private static readonly Dictionary<string, (string Count, bool IsRows)> Rules = new(StringComparer.Ordinal)
    {
        ["inputs"] = (Inputs, true),
        ["outputs"] = (Outputs, true),
        ["targets"] = (Outputs, true),
        ["inputGradients"] = (Inputs, true),
        ["input"] = (Inputs, false),
        ["gradients"] = (Parameters, false),
        ["source"] = (Parameters, false),
        ["destination"] = (Parameters, false),
    };

    public static void Check(IInvocationOperation call, NetworkTypes types, Action<Diagnostic> report)
    {
        var network = call.Instance?.Type;
        (IArgumentOperation Argument, int Rows)? first = null;
        foreach (var argument in call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal))
        {
            if (SpanLengths.Of(argument.Value) is not { } length || argument.Parameter is not { } parameter)
            {
                continue;
            }

            if (Problem(call, argument, length, network) is { } problem)
            {
                report(problem);
            }
            else if (Rows(parameter, length, network) is { } rows)
            {
                first ??= (argument, rows);
                if (first.Value.Rows != rows && !MayBeMissing(parameter, length))
                {
                    report(Diagnostic.Create(DiagnosticDescriptors.RowsDiffer, argument.Value.Syntax.GetLocation(), parameter.Name, call.TargetMethod.Name, Text(rows), first.Value.Argument.Parameter!.Name, Text(first.Value.Rows)));
                }
            }
        }
    }

    private static Diagnostic? Problem(IInvocationOperation call, IArgumentOperation argument, int length, ITypeSymbol? network)
    {
        var parameter = argument.Parameter!;
        if (!Rules.TryGetValue(parameter.Name, out var rule) || NetworkTypes.Count(network, rule.Count) is not { } count || (rule.IsRows ? length % count == 0 : length == count))
        {
            return null;
        }

        var expected = rule.IsRows ? "a whole number of rows of " + Values(count) : Values(count);
        return Diagnostic.Create(DiagnosticDescriptors.WrongLength, argument.Value.Syntax.GetLocation(), parameter.Name, call.TargetMethod.Name, expected, Text(length));
    }

    private static int? Rows(IParameterSymbol parameter, int length, ITypeSymbol? network)
    {
        if (parameter.Name == "rowWeights")
        {
            return length;
        }

        return Rules.TryGetValue(parameter.Name, out var rule) && rule.IsRows ? length / NetworkTypes.Count(network, rule.Count) : null;
    }

    /// <summary>What stands for none at all where it is empty.</summary>
    private static bool MayBeMissing(IParameterSymbol parameter, int length)
        => length == 0 && parameter is { Name: "rowWeights" or "inputGradients", ContainingSymbol: IMethodSymbol { Parameters: var all } } && all.Any(each => each.Name == "rowWeights");

    private static string Values(int count) => count == 1 ? "1 value" : Text(count) + " values";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
