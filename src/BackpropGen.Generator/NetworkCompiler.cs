using BackpropGen.Generator.Emit;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator;

/// <summary>What the compiler makes of a network.</summary>
/// <param name="Source">The class.</param>
/// <param name="Trace">Its part that explains itself; null for a network that does not train.</param>
internal sealed record CompiledNetwork(string Source, string? Trace);

/// <summary>The compiler from a valid spec to source: Spec → Graph → Gradients → Plan → Emit.</summary>
internal static class NetworkCompiler
{
    /// <summary>The C# source of a valid network.</summary>
    public static CompiledNetwork Compile(NetworkSpec spec)
    {
        var plan = Planner.Plan(spec);
        return new CompiledNetwork(NetworkEmitter.Emit(plan), spec.InferenceOnly ? null : NetworkEmitter.EmitTrace(plan));
    }

    /// <summary>The plan of a valid network, as a source file of comments.</summary>
    public static string Explain(NetworkSpec spec) => PlanReport.Write(Planner.Plan(spec));
}
