using System.Globalization;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Emit;

/// <summary>Full names of everything that emitted code refers to, so that nothing in the user's project can stand in their way.</summary>
internal static class Names
{
    public const string Runtime = "global::BackpropGen.Runtime.";
    public const string Library = "global::BackpropGen.";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan";
    public const string Span = "global::System.Span";

    /// <summary>On every emitted method and property: its origin, and that it is not the user's to cover by tests.</summary>
    public const string Attributes = "[global::System.CodeDom.Compiler.GeneratedCode(\"BackpropGen\", \"0.1.0\"), global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]";

    /// <summary>The JIT optimises a method so marked when it is first called: its loops need not run unoptimised until it is called often enough.</summary>
    public const string Optimised = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]\n";

    /// <summary>The JIT would join methods that are called often to one, and end inlining in its middle.</summary>
    public const string Apart = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]\n";

    /// <summary>The field that holds a tensor: <c>_w1</c>.</summary>
    public static string Field(Tensor tensor) => "_" + tensor.Name;

    /// <summary>The field that holds a sparse tensor's edges: <c>_edges1</c>.</summary>
    public static string Edges(Tensor tensor) => "_edges" + Invariant(tensor.Number);

    /// <summary>The variable that holds a value for all rows: <c>Z1</c> for <c>z1</c>, as matrices are written.</summary>
    public static string Matrix(string value) => char.ToUpperInvariant(value[0]) + value.Substring(1);

    public static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>With thousands separated by commas, for people.</summary>
    public static string Readable(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
