using System.Linq;
using System.Threading;
using BackpropGen.Generator.Spec.Functions;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Generator.Tests.Spec.Functions;

/// <summary>Methods read as functions.</summary>
internal static class ReadFunction
{
    /// <summary>The formula of the only marked method among some members.</summary>
    public static Expr Formula(string members)
    {
        var reading = Of(members);
        Assert.Equal([], reading.Problems.Select(problem => problem.Rule.Id + " " + string.Join(", ", problem.MessageArguments)));
        return Assert.IsAssignableFrom<Expr>(reading.Function.Formula);
    }

    /// <summary>The formula of an activation's body over <c>z</c>: <c>=&gt; …;</c> or <c>{ … }</c>.</summary>
    public static Expr Activation(string body, string type = "float") => Formula($"[Activation] static {type} F({type} z) {body}");

    /// <summary>The formula as comments write it.</summary>
    public static string Notation(string body) => Activation(body).ToString();

    public static FunctionReading Of(string members)
    {
        var compilation = Sources.Compile($"using BackpropGen; using System; using System.Numerics;\nstatic class Holder\n{{\n{members}\n}}\n");
        Sources.AssertCompiles(compilation);
        var method = compilation.GetTypeByMetadataName("Holder")!.GetMembers().OfType<IMethodSymbol>().Single(each => FunctionMark.Of(each) is not null);
        return FunctionReader.Read(method, FunctionMark.Of(method)!.Value, compilation, CancellationToken.None);
    }
}
