using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>What all sections of one network's source need.</summary>
internal sealed class EmitContext
{
    public EmitContext(NetworkPlan plan)
    {
        Plan = plan;
        Costs = NetworkCosts.Of(plan.Inference.Graph, plan.TrainingGraph);
        Type = plan.Spec.IsDouble ? "double" : "float";
        Epilogues = new EpilogueSection(this);
        Interface = Names.Library + (plan.Spec.InferenceOnly ? "INetwork<" : "ITrainableNetwork<") + Type + ">";
    }

    public NetworkPlan Plan { get; }

    /// <summary>What the network costs.</summary>
    public NetworkCosts Costs { get; }

    public NetworkSpec Spec => Plan.Spec;

    public LayerTable Layers => Plan.Layers;

    public SourceWriter Writer { get; } = new();

    /// <summary>Formulas that kernels apply, collected while methods are written.</summary>
    public EpilogueSection Epilogues { get; }

    /// <summary><c>float</c> or <c>double</c>.</summary>
    public string Type { get; }

    /// <summary>The interface that the class implements.</summary>
    public string Interface { get; }

    public string ReadOnlySpan => $"{Names.ReadOnlySpan}<{Type}>";

    public string Span => $"{Names.Span}<{Type}>";

    /// <summary>The class of the base library's functions of that type.</summary>
    public string MathClass => Dialect.Of(Spec.IsDouble, isVector: false).MathClass;

    /// <summary>1 in the network's precision.</summary>
    public string One => Spec.IsDouble ? "1.0" : "1f";

    /// <summary>Whether the loss is a mean over several outputs.</summary>
    public bool LossIsMean => LossBuilder.IsMean(Spec) && OutputCount > 1;

    /// <summary>By what the sum of the row losses is divided, without weights of rows.</summary>
    public string LossDenominator => Denominator("rows");

    /// <summary>By what the sum of the weighted row losses is divided.</summary>
    /// <param name="weight">The sum of the weights, as an expression.</param>
    public string Denominator(string weight) => LossIsMean ? $"({Names.Invariant(OutputCount)} * {weight})" : weight;

    /// <summary>A double expression in the network's precision.</summary>
    public string Rounded(string expression) => Spec.IsDouble ? expression : $"(float)({expression})";

    /// <summary>Above which value one output says yes, as an expression.</summary>
    public string DecisionThreshold =>
        $"({Type}){Names.Runtime}Classes.Threshold({Names.Library}Loss.{Outputs.Loss(Spec)}, {Names.Library}Activation.{Activations.BuiltIn(Spec.Layers[Spec.Layers.Count - 1])})";

    /// <summary>Numbers from one row of a value to the next: of the arena's values whole cache lines, of the caller's just their units.</summary>
    public int Stride(Value value) => value.Origin == Origin.Computed ? Layout.Stride(value.Units, Spec.IsDouble) : value.Units;

    /// <summary>A tensor's range of a span.</summary>
    public static string Slice(string span, TensorPlace place) => $"{span}.Slice({Names.Invariant(place.Start)}, {Names.Invariant(place.Length)})";

    /// <summary>Whether a tensor is kept in the layouts of the kernels, too.</summary>
    public bool IsPacked(Tensor tensor) => Plan.Kernel != BackpropGen.Generator.Plan.Kernel.Unrolled && tensor.Role == TensorRole.Weight;

    /// <summary>The layout in which gradients of weights lie and optimizers change them: a member of <c>WeightLayout</c>, and a property of <c>PackedWeights</c>.</summary>
    public string StoredLayout => Plan.Kernel switch
    {
        BackpropGen.Generator.Plan.Kernel.Lanes => "Rows",
        BackpropGen.Generator.Plan.Kernel.Rows => "Panels",
        _ => "Canonical",
    };

    /// <summary>A tensor in row-major order, to read.</summary>
    public string Read(Tensor tensor) => Names.Field(tensor) + (IsPacked(tensor) ? ".Canonical" : "");

    /// <summary>A tensor in row-major order, to write.</summary>
    public string Write(Tensor tensor) => Names.Field(tensor) + (IsPacked(tensor) ? ".CanonicalToWrite" : "");

    public int OutputCount => Layers.Width(Layers.Layers.Count - 1);

    /// <summary>How a formula's variable is written in a comment.</summary>
    public string Notation(string name) => new[] { Plan.Training, Plan.Inference, Plan.Lanes?.Training, Plan.Lanes?.Inference, Plan.Row?.Training, Plan.Row?.Inference }
        .Select(program => program is not null && program.Graph.Values.TryGetValue(name, out var value) ? value.Notation : null)
        .First(notation => notation is not null)!;

    /// <summary>A formula as in a comment.</summary>
    public string Print(Expr formula) => MathNotation.Print(formula, Notation);

    /// <summary>The one place where the width of the hardware's vectors is asked for: a constant when the JIT compiles it.</summary>
    /// <param name="call">A statement for a type of register.</param>
    /// <param name="condition">What else must hold for registers of so many bits, in place of narrower ones: <c> &amp;&amp; …</c>, or nothing.</param>
    public void Dispatch(System.Func<string, string> call, System.Func<int, string>? condition = null)
    {
        string Call(int bits) => call($"{Names.Runtime}Lanes{Names.Invariant(bits)}<{Type}>");
        Writer.Lines($$"""
            if (global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated{{condition?.Invoke(512)}})
            {
                {{Call(512)}}
            }
            else if (global::System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated{{condition?.Invoke(256)}})
            {
                {{Call(256)}}
            }
            else
            {
                {{Call(128)}}
            }
            """);
    }

    /// <summary>How a comment tells of an operation with one number a row or a formula: <c>lse³ = ln(Σ q³)</c>.</summary>
    public string Describe(Operation operation)
    {
        var result = operation.Result.Notation;
        return operation switch
        {
            RowMax maximum => $"{result} = max {maximum.Source.Notation}",
            LogSumExp logarithm => $"{result} = ln Σ exp({logarithm.Source.Notation})",
            RowSum sum when result == "Σ " + Print(sum.Formula) => $"{result} over the units",
            RowSum sum => $"{result} = Σ over the units: {Print(sum.Formula)}",
            Map map => $"{result} = {Print(map.Formula)}",
            _ => operation.ToString(),
        };
    }

    /// <summary>Writes documentation and the attributes, then a member.</summary>
    public void Member(string documentation, string heading, System.Action body)
    {
        Writer.Blank();
        Writer.Lines("/// " + documentation.Replace("\n", "\n/// "));
        Writer.Lines(Names.Attributes);
        Writer.Block(heading, body);
    }

    /// <summary>The same for a member of one line.</summary>
    public void Member(string documentation, string line)
    {
        Writer.Blank();
        Writer.Lines("/// " + documentation.Replace("\n", "\n/// "));
        Writer.Lines(Names.Attributes);
        Writer.Lines(line);
    }
}
