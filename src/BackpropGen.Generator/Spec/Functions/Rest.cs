using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>The statements that are still to run, a linked list, so that several paths can share what follows them.</summary>
/// <param name="Statement">The next one; null at the end of a switch.</param>
/// <param name="Next">Those after it.</param>
internal sealed record Rest(IOperation? Statement, Rest? Next)
{
    /// <summary>At the end of a switch, the label that its breaks go to.</summary>
    public ILabelSymbol? Exit { get; init; }

    /// <summary>Statements before others.</summary>
    public static Rest? Before(IEnumerable<IOperation> statements, Rest? rest) => statements.Reverse().Aggregate(rest, (next, statement) => new Rest(statement, next));

    /// <summary>What follows the end of a switch.</summary>
    public Rest? After(ILabelSymbol exit)
    {
        var rest = this;
        while (rest is not null && !SymbolEqualityComparer.Default.Equals(rest.Exit, exit))
        {
            rest = rest.Next;
        }

        return rest?.Next;
    }
}
