using System;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>Source in which <c>[|…|]</c> marks where a diagnostic is expected.</summary>
internal readonly record struct MarkedSource(string Text, TextSpan Marked)
{
    public static MarkedSource Parse(string marked)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        return new(marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), TextSpan.FromBounds(start, end));
    }
}
