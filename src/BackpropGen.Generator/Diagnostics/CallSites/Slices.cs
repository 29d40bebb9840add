using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>How many values are left of an array or span that is cut.</summary>
internal static class Slices
{
    /// <summary>What <c>(start)</c>, <c>(start, length)</c> or a range leaves; null where it cannot be known, or the cut itself is wrong.</summary>
    public static int? Of(int? whole, IReadOnlyList<IArgumentOperation> arguments) => arguments.Count switch
    {
        0 => whole,
        1 when arguments[0].Value.Type?.Name == "Range" => OfRange(arguments[0].Value, whole),
        1 => NotNegative(whole - SpanLengths.Constant(arguments[0].Value)),
        2 => SpanLengths.Constant(arguments[1].Value),
        _ => null,
    };

    /// <summary>What <c>start..end</c> leaves.</summary>
    public static int? OfRange(IOperation index, int? whole)
        => index is IRangeOperation range
            ? NotNegative(Position(range.RightOperand, whole, whole) - Position(range.LeftOperand, 0, whole))
            : null;

    private static int? Position(IOperation? index, int? missing, int? whole) => index switch
    {
        null => missing,
        IConversionOperation conversion => Position(conversion.Operand, missing, whole),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd => whole - SpanLengths.Constant(fromEnd.Operand),
        _ => SpanLengths.Constant(index),
    };

    private static int? NotNegative(int? length) => length >= 0 ? length : null;
}
