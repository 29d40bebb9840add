using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>One method on a single row in registers: which of its values pass through memory.</summary>
internal sealed class RegisterMethod
{
    private readonly RegisterPlan _plan;

    /// <param name="plan">The plan of all methods.</param>
    /// <param name="program">Prediction or training.</param>
    /// <param name="operations">The method's own.</param>
    public RegisterMethod(RegisterPlan plan, Program program, IReadOnlyList<Operation> operations)
    {
        _plan = plan;
        Program = program;
        Operations = operations;
        var forward = program[SectionKind.Forward].Methods;
        Conditions = ReferenceEquals(program, plan.Training) && ReferenceEquals(forward[forward.Count - 1], operations) ? plan.Conditions : Array.Empty<Bound>();
    }

    public Program Program { get; }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>What must hold before the method updates anything, or else it says that there is no step: for the last one of a descent's forward section. Empty for others, which say nothing.</summary>
    public IReadOnlyList<Bound> Conditions { get; }

    /// <summary>The values that it reads, its own among them.</summary>
    public IEnumerable<string> Reads => Operations.SelectMany(operation => operation.Operands).Concat(Conditions.Select(condition => condition.Value.Name)).Distinct();

    /// <summary>Values in memory that it reads: those of other methods, and its own where a product takes their numbers from there.</summary>
    public IEnumerable<Value> ReadFromArena => Reads.Select(name => Program.Graph.Values[name])
        .Where(value => Program.Arena[value.Name] is not null && (!Computes(value) || (Stores(value) && Operations.Any(operation => TakesSingly(operation, value)))));

    /// <summary>Whether it reads or writes values in memory.</summary>
    public bool UsesArena => ReadFromArena.Any() || Computed.Any(Stores);

    /// <summary>Whether it computes what a prediction gives.</summary>
    public bool WritesOutputs => Computed.Any(IsOutput);

    private IEnumerable<Value> Computed => Operations.SelectMany(Results);

    /// <summary>Whether a value is what a prediction gives.</summary>
    public bool IsOutput(Value value) => Program.Live.Contains(value.Name) && value.Name == Program.Graph.Output.Name;

    /// <summary>Whether this method computes the value, which is in a register then.</summary>
    public bool Computes(Value value) => Computed.Any(each => each.Name == value.Name);

    /// <summary>Whether a value goes to memory: for other methods, or for an update that takes its numbers one by one. A product that does spreads a register itself.</summary>
    public bool Stores(Value value) =>
        !IsOutput(value) && Program.Arena[value.Name] is not null && (Program.IsReadOutside(value, Operations) || Operations.OfType<RowUpdate>().Any(update => TakesSingly(update, value)));

    /// <summary>Whether the deltas of few units go from their register to all lanes, and not through memory.</summary>
    public bool Spreads(RowUpdate update) => IsByRows(update.Gradient) && Computes(update.Gradient.Delta);

    /// <summary>Whether a layer's weights are taken as rows.</summary>
    public bool IsByRows(AffineParameterGradient gradient) => _plan.IsByRows(Program, gradient.Source, gradient.Weights);

    private bool TakesSingly(Operation operation, Value value) => operation switch
    {
        RowAffine affine => affine.Product.Source.Name == value.Name && !_plan.IsByRows(Program, affine.Product.Source, affine.Product.Weights),
        RowUpdate { Gradient: var gradient, Input: var input } update => (gradient.Delta.Name == value.Name && input is not null && !Spreads(update)) || (gradient.Source.Name == value.Name && !IsByRows(gradient)),
        _ => false,
    };

    private static IEnumerable<Value> Results(Operation operation) => operation switch
    {
        RowAffine { Fused: { } fused } affine => new[] { affine.Product.Result, fused.Result },
        RowUpdate { Input: { } input, Fused: { } fused } => new[] { input.Result, fused.Result },
        RowUpdate { Input: null } => Array.Empty<Value>(),
        _ => operation.Parts.Select(part => part.Result),
    };
}
