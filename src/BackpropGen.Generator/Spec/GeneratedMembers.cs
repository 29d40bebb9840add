using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Spec;

/// <summary>What the generator adds to the user's class: the one list by which collisions are found and the surface of a wrong network is written. A test holds it equal to what is emitted.</summary>
internal static class GeneratedMembers
{
    private const string In = "global::System.ReadOnlySpan<T>";
    private const string Out = "global::System.Span<T>";
    private const string Data = "global::BackpropGen.Dataset<T>";
    private const string Options = "global::BackpropGen.TrainingOptions";
    private const string Update = "global::BackpropGen.UpdateOptions";
    private const string Progress = "global::System.IProgress<global::BackpropGen.TrainingProgress>";
    private const string Cancellation = "global::System.Threading.CancellationToken";
    private const string Stream = "global::System.IO.Stream";
    private const string Rule = "where TOptimizer : struct, global::BackpropGen.IOptimizer<T>";

    private static readonly GeneratedMember[] Members =
    {
        new("InputCount", "const int InputCount"),
        new("OutputCount", "const int OutputCount"),
        new("ParameterCount", "const int ParameterCount"),
        new("ParameterBytes", "const long ParameterBytes"),
        new("ForwardFlops", "const long ForwardFlops"),
        new("Description", "static global::BackpropGen.NetworkDescription Description"),
        new("StatisticCount", "int StatisticCount"),
        new(".ctor()", "{class}()"),
        new(".ctor(ulong)", "{class}(ulong seed)"),
        new("Initialize(ulong)", "void Initialize(ulong seed)"),
        new($"Predict({In}, {Out})", $"void Predict({In} inputs, {Out} outputs)"),
        new($"PredictClass({In})", $"int PredictClass({In} input)"),
        new($"GetParameters({Out})", $"void GetParameters({Out} destination)"),
        new($"SetParameters({In})", $"void SetParameters({In} source)"),
        new($"GetStatistics({Out})", $"void GetStatistics({Out} destination)"),
        new($"SetStatistics({In})", $"void SetStatistics({In} source)"),
        new("Save(string)", "void Save(string path)"),
        new($"Save({Stream})", $"void Save({Stream} stream)"),
        new("Load(string)", "void Load(string path)"),
        new($"Load({Stream})", $"void Load({Stream} stream)"),
    };

    private static readonly GeneratedMember[] TrainingMembers =
    {
        new("TrainStepFlops", "const long TrainStepFlops"),
        new("Threads", "int Threads"),
        new("GetWorkspaceBytes(int)", "long GetWorkspaceBytes(int rows)"),
        new($"Trace({In}, {In})", $"global::BackpropGen.NetworkTrace<T> Trace({In} inputs, {In} targets)"),
        new("Derivation", "string Derivation"),
        new("RandomState", "global::BackpropGen.RandomState RandomState"),
        new($"ComputeLoss({In}, {In})", $"T ComputeLoss({In} inputs, {In} targets)"),
        new($"ComputeLoss({In}, {In}, {In})", $"T ComputeLoss({In} inputs, {In} targets, {In} rowWeights)"),
        new($"ComputeGradients({In}, {In}, {Out})", $"T ComputeGradients({In} inputs, {In} targets, {Out} gradients)"),
        new($"ComputeGradients({In}, {In}, {Out}, {Out})", $"T ComputeGradients({In} inputs, {In} targets, {Out} gradients, {Out} inputGradients)"),
        new($"ComputeGradients({In}, {In}, {In}, {Out}, {Out})", $"T ComputeGradients({In} inputs, {In} targets, {In} rowWeights, {Out} gradients, {Out} inputGradients)"),
        new($"TrainStep({In}, {In}, T)", $"T TrainStep({In} inputs, {In} targets, T learningRate)"),
        new($"TrainStep`1({In}, {In}, !!0)", $"T TrainStep<TOptimizer>({In} inputs, {In} targets, TOptimizer optimizer) {Rule}"),
        new($"TrainStep`1({In}, {In}, !!0, {Update})", $"T TrainStep<TOptimizer>({In} inputs, {In} targets, TOptimizer optimizer, {Update} options) {Rule}"),
        new($"TrainStep`1({In}, {In}, {In}, !!0, {Update})", $"T TrainStep<TOptimizer>({In} inputs, {In} targets, {In} rowWeights, TOptimizer optimizer, {Update} options = default) {Rule}"),
        new($"TrainRows({In}, {In}, T)", $"T TrainRows({In} inputs, {In} targets, T learningRate)"),
        new($"TrainRows`1({In}, {In}, !!0)", $"T TrainRows<TOptimizer>({In} inputs, {In} targets, TOptimizer optimizer) {Rule}"),
        new("ResetOptimizer()", "void ResetOptimizer()"),
        new("OptimizerState", "global::BackpropGen.IOptimizerMemory<T> OptimizerState"),
        new($"Train({Data}, {Options}, {Progress}, {Cancellation})",
            $"global::BackpropGen.TrainingResult Train({Data} data, {Options} options, {Progress}? progress = null, {Cancellation} cancellationToken = default)"),
        new($"Evaluate({Data})", $"global::BackpropGen.Evaluation Evaluate({Data} data)"),
    };

    private static readonly string[] PrivateMembers =
    {
        "_threads", "_workers", "_random", "_optimizer", "_gradients", "_scratch", "_arena", "Formulas", "DerivationTemplate",
        $"Forward({In}, {Out})", $"Forward({In}, {Out}, int)", $"Forward`1({In}, {Out}, int)", $"ForwardInTraining({In}, {Out}, int)", $"ForwardInTraining`1({In}, {Out}, int)",
        $"RowLoss({In}, {In})", $"TrainRow({In}, {In}, T)", $"TrainRowByRow({In}, {In}, T, int)",
        $"RowLosses({In}, {Out}, int)", $"RowLosses`1({In}, {Out}, int)", $"RowLossesInTraining({In}, {Out}, int)", $"RowLossesInTraining`1({In}, {Out}, int)",
        $"Backward({In}, {In}, {Out}, {Out}, T)", $"Backward({In}, {In}, {Out}, {Out}, {Out}, int)", $"Backward`1({In}, {In}, {Out}, {Out}, {Out}, int)",
        $"Backward`1({In}, {In}, {Out}, {Out}, {Out}, int, !!0)", $"Backward`2({In}, {In}, {Out}, {Out}, {Out}, int, !!1)",
        $"BackwardToInputs({Out}, int)", $"BackwardToInputs`1({Out}, int)",
        $"ForwardAndBackward({In}, {In}, {In}, double, {Out}, {Out}, int)", $"ForwardAndBackward`1({In}, {In}, {In}, double, {Out}, {Out}, int, !!0)",
        $"Update`1(!!0, {Update}, {Out})", "UpdateStatistics(int)",
        "_rowArena", $"PredictRow({In}, {Out})", $"ForwardRow({In}, {Out})", $"ForwardRow`1({In}, {Out})", $"ForwardRowInTraining`1({In}, {Out})", $"BeginRow`1({In}, {Out})",
        $"RowLoss`1({In}, {Out})", $"ForwardRow`1({Out})", $"BackwardRow`1({Out}, T)", $"BackwardRow`1({In}, {Out}, T)", $"BackwardRow`1({Out}, T, {In})",
        $"DescendRows({In}, {In}, T)", $"DescendRows`1({In}, {In}, T)", $"DescendInRegisters`1({In}, {In}, T)", $"DescendInRegisters`2({In}, {In}, T)",
        $"PredictInLanes({In}, {Out}, int)", $"PredictInLanes`1({In}, {Out}, int)", $"SumLosses`1({In}, {In}, {In}, int)", $"Forward`1({In}, {Out})", $"RowLosses`1({In}, {Out})",
        $"ForwardAndBackward`1({In}, {In}, {In}, double, {Out}, {Out}, int)", $"ForwardAndBackward`2({In}, {In}, {In}, double, {Out}, {Out}, int, !!1)", $"BackwardToInputs`1({Out})", $"BackwardToInputs`1({Out}, !!0)",
    };

    /// <summary>Parts of methods that are cut for the JIT, at most one a layer and one for the loss.</summary>
    private static readonly string[] Parts =
    {
        $"Forward#`1({In}, {Out}, int)", $"Forward#`1({Out}, int)", $"Forward#({In}, {Out}, int)", $"Forward#({Out}, int)",
        $"ForwardInTraining#`1({In}, {Out}, int)", $"ForwardInTraining#`1({Out}, int)",
        $"ForwardRow#`1({In}, {Out})", $"ForwardRow#`1({Out})", $"ForwardRowInTraining#`1({In}, {Out})", $"ForwardRowInTraining#`1({Out})",
        $"Forward#`1({In}, {Out})", $"Forward#`1({Out})", $"RowLosses#`1({In}, {Out})", $"RowLosses#`1({Out})", $"Backward#`1({Out}, !!0)", $"Backward#`1({Out})",
        $"BackwardRow#`1({Out}, T)", $"BackwardRow#`1({In}, {Out}, T)", $"BackwardRow#`1({In}, {Out})", $"BackwardRow#`1({Out})", $"BackwardRow#`1({Out}, T, {In})", $"BackwardRow#`1({Out}, {In})",
    };

    /// <summary>Methods on values in registers, of one width or two: they take of the rows, the arena, the scale of the loss and the outputs what they use.</summary>
    private static readonly string[] InRegisters =
        (from name in new[] { "PredictInRegisters`", "ForwardInRegisters`", "BackwardInRegisters`", "LossInRegisters`" }
         from widths in new[] { "1", "2" }
         from rows in new[] { "", In + ", ", In + ", " + In + ", " }
         from memory in new[] { Out, Out + ", " + Out }
         from scale in new[] { "", ", T" }
         select $"{name}{widths}({rows}{memory}{scale})").ToArray();

    /// <summary>Backward passes of a register of rows: they take the caller's rows, the scale of the loss, the number of rows and an update if they use them.</summary>
    private static readonly string[] BackwardInLanes =
        (from rows in new[] { "", In + ", " }
         from scale in new[] { "", ", !!0" }
         from count in new[] { "", ", int" }
         from update in new[] { (Types: "`1", Parameter: ""), (Types: "`2", Parameter: ", !!1") }
         select $"Backward{update.Types}({rows}{Out}, {Out}{scale}{count}, bool{update.Parameter})").ToArray();

    private static readonly string[] DenseFields = { "_w#", "_b#", "_edges#" };

    private static readonly string[] NormFields = { "_gain#", "_shift#", "_mean#", "_variance#" };

    /// <summary>All public members of a network, parameter views last.</summary>
    public static IReadOnlyList<GeneratedMember> Public(NetworkSpec network)
    {
        var precision = network.IsDouble ? "double" : "float";
        return (network.InferenceOnly ? Members : Members.Concat(TrainingMembers))
            .Select(member => new GeneratedMember(Precise(member.Key, precision), Precise(member.Declaration, precision).Replace("{class}", network.Name)))
            .Concat(Views(network, precision))
            .ToArray();
    }

    /// <summary>What the private members collide with, whatever the kernels chosen; their declarations are the emitter's own.</summary>
    public static IReadOnlyList<GeneratedMember> Private(NetworkSpec network)
    {
        var precision = network.IsDouble ? "double" : "float";
        var dense = network.Layers.Count(layer => layer.Kind == LayerKind.Dense);
        var norms = network.Layers.Count(layer => layer.Kind is LayerKind.LayerNorm or LayerKind.BatchNorm);
        return PrivateMembers
            .Concat(Numbered(DenseFields, dense))
            .Concat(Numbered(NormFields, norms))
            .Concat(Numbered(Parts, network.Layers.Count + 1))
            .Concat(InRegisters)
            .Concat(Numbered(InRegisters.Select(key => key.Replace("Registers`", "Registers#`")).ToArray(), network.Layers.Count + 1))
            .Concat(BackwardInLanes)
            .Concat(Numbered(BackwardInLanes.Select(key => key.Replace("Backward", "Backward#")).ToArray(), network.Layers.Count + 1))
            .Concat(ParameterFields(network))
            .Select(key => new GeneratedMember(Precise(key, precision), ""))
            .ToArray();
    }

    /// <summary>T where it stands for the precision: as a type argument, a type of a parameter or of a result.</summary>
    private static string Precise(string text, string precision)
    {
        var result = text.StartsWith("T ", StringComparison.Ordinal) ? precision + text.Substring(1) : text;
        return result.Replace("<T>", "<" + precision + ">").Replace(", T)", ", " + precision + ")").Replace(", T, ", ", " + precision + ", ").Replace(", T learningRate", ", " + precision + " learningRate");
    }

    private static IEnumerable<GeneratedMember> Views(NetworkSpec network, string precision)
    {
        var views = ViewNames.Of(network);
        for (var i = 0; i < views.Count; i++)
        {
            var first = network.Layers[i].Kind == LayerKind.Dense ? "WeightView" : "VectorView";
            foreach (var name in views[i].All)
            {
                yield return new(name, $"global::BackpropGen.{(name == views[i].First ? first : "VectorView")}<{precision}> {name}");
            }
        }
    }

    private static IEnumerable<string> ParameterFields(NetworkSpec network)
    {
        var count = network.Layers.Count;
        var names = network.Layers.SelectMany(layer => layer.Function?.Parameters ?? default).Select(parameter => parameter.Name).Distinct().ToArray();
        return Numbered(names.SelectMany(name => new[] { "_p#_" + name, "_q#_" + name }).ToArray(), count);
    }

    private static IEnumerable<string> Numbered(string[] names, int count)
        => names.SelectMany(name => Enumerable.Range(1, count).Select(number => name.Replace("#", number.ToString(CultureInfo.InvariantCulture))));
}
