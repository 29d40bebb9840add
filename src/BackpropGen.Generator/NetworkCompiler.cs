using BackpropGen.Generator.Emit;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator;

/// <summary>The compiler behind the generator: a valid spec in, the network's source out.</summary>
internal static class NetworkCompiler
{
    /// <summary>The source of the network's partial class.</summary>
    public static string Compile(NetworkSpec spec) => SurfaceEmitter.Emit(spec);
}
