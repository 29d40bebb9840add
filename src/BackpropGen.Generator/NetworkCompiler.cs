using BackpropGen.Generator.Emit;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator;

/// <summary>The compiler from a valid spec to source: Spec → Graph → Gradients → Plan → Emit.</summary>
internal static class NetworkCompiler
{
    /// <summary>The C# source of a valid network.</summary>
    public static string Compile(NetworkSpec spec) => NetworkEmitter.Emit(Planner.Plan(spec));
}
