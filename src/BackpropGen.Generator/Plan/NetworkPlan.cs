using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Plan;

/// <summary>How a network's operations are computed.</summary>
internal enum Kernel
{
    /// <summary>Row by row, every number in a scalar local, nothing rolled.</summary>
    Unrolled,

    /// <summary>As many rows at once as a register has lanes, a row a lane: weights, one by one, times registers.</summary>
    Lanes,

    /// <summary>All rows of the mini-batch an operation: register tiles for matrix products, vectors along the units for the rest.</summary>
    Rows,
}

/// <summary>A part of a program with its own method or methods.</summary>
internal enum SectionKind
{
    Forward, RowLosses, Backward, BackwardToInputs,
}

/// <summary>Operations of one section, cut into methods that the JIT optimises.</summary>
internal sealed record Section(SectionKind Kind, IReadOnlyList<IReadOnlyList<Operation>> Methods)
{
    public IEnumerable<Operation> Operations => Methods.SelectMany(method => method);
}

/// <summary>The operations of one mode in their order, where their values live, and the names of those that are read afterwards.</summary>
internal sealed record Program(NetworkGraph Graph, IReadOnlyList<Section> Sections, Arena Arena, IReadOnlyList<string> Live)
{
    public Section this[SectionKind kind] => Sections.Single(section => section.Kind == kind);

    /// <summary>Whether anything but some operations reads a value: other operations, or what is done with the program's results.</summary>
    public bool IsReadOutside(Value value, IEnumerable<Operation> operations) =>
        Live.Contains(value.Name) || Sections.SelectMany(section => section.Operations).Except(operations).Any(other => other.Operands.Contains(value.Name));
}

/// <summary>Everything that is decided about the code of a network; printing it takes no more decisions.</summary>
internal sealed class NetworkPlan
{
    public NetworkPlan(NetworkSpec spec, LayerTable layers, Kernel kernel, string reason, Program inference, Program? training, TrainingGraph? trainingGraph, RowPlan? row, int predictionRows)
    {
        Spec = spec;
        Layers = layers;
        Kernel = kernel;
        Reason = reason;
        Inference = inference;
        Training = training;
        TrainingGraph = trainingGraph;
        Row = row;
        PredictionRows = predictionRows;
        Unrolled = kernel == Kernel.Unrolled ? UnrolledChoices.Of(spec.IsDouble, inference, training) : null;
        Gradients = Layout.Gradients(layers, kernel, spec.IsDouble);
    }

    public NetworkSpec Spec { get; }

    public LayerTable Layers { get; }

    public Kernel Kernel { get; }

    /// <summary>Why this kernel, in words.</summary>
    public string Reason { get; }

    /// <summary>Prediction and loss in inference mode; the same object as <see cref="Training"/> where the two modes do not differ.</summary>
    public Program Inference { get; }

    /// <summary>The training step, or null for a network that only predicts.</summary>
    public Program? Training { get; }

    public TrainingGraph? TrainingGraph { get; }

    /// <summary>What single rows do by kernels of their own, or null.</summary>
    public RowPlan? Row { get; }

    /// <summary>Whether plain gradient descent on single rows has kernels of its own.</summary>
    public bool HasRowDescent => Row?.Training is not null;

    /// <summary>Where each tensor's gradients and optimizer state lie, by the tensor's name.</summary>
    public IReadOnlyDictionary<string, TensorPlace> Gradients { get; }

    /// <summary>Numbers that the gradients of all tensors take.</summary>
    public int GradientCount => Layout.Total(Gradients);

    /// <summary>Numbers of a training step's working memory that do not grow with the rows: gradients, weights as panels, one number a unit.</summary>
    public int FixedWorkspace => GradientCount + Kernel switch
    {
        Kernel.Rows => Training!.Arena.FixedUnits + WeightCount,
        Kernel.Lanes => (LaneNumbers * Layout.Line(Spec.IsDouble)) + WeightCount,
        _ => 0,
    };

    /// <summary>Numbers of a training step's working memory, a row: its values and the scale of its loss.</summary>
    public int RowWorkspace => Kernel == Kernel.Rows ? Training!.Arena.TotalPerRow + 1 : 0;

    /// <summary>Numbers of memory for each lane where rows are computed a row a lane: all values, and room for one of a layer, row by row.</summary>
    public int LaneNumbers => LaneScratchStart((Training ?? Inference).Arena) + LaneScratch;

    /// <summary>The part of <see cref="LaneNumbers"/> for a value of a layer row by row, behind the values.</summary>
    public int LaneScratch => Layers.Tensors.Where(tensor => tensor.Role == TensorRole.Weight).Select(tensor => Layout.Stride(tensor.From, Spec.IsDouble)).DefaultIfEmpty(0).Max();

    /// <summary>Where that part begins: at a whole line also if a lane is a quarter of a line's numbers.</summary>
    public static int LaneScratchStart(Arena arena) => Layout.RoundUp(arena.TotalPerRow, 4);

    /// <summary>Rows that prediction computes at once.</summary>
    public int PredictionRows { get; }

    private int WeightCount => Layers.Tensors.Where(tensor => tensor.Role == TensorRole.Weight).Sum(tensor => Layout.Weights(tensor, Kernel, Spec.IsDouble));

    /// <summary>Whether forward passes of inference and training are one.</summary>
    public bool SharesForward => ReferenceEquals(Inference, Training);

    /// <summary>Whether plain gradient descent on one row has a method of its own, which updates where it computes the gradients.</summary>
    public bool HasPlainRow => Training is not null && Kernel == Kernel.Unrolled;

    /// <summary>
    /// Whether plain gradient descent changes the weights where their gradients are summed, without keeping these. Every other step has gradients in memory
    /// before the update, which optimizers with state, normalisations' parameters and absent edges need.
    /// </summary>
    public bool FusesPlainDescent => Training is not null && Kernel is Kernel.Rows or Kernel.Lanes && Layers.Tensors.All(tensor => tensor.Role is TensorRole.Weight or TensorRole.Bias && !tensor.IsSparse);

    /// <summary>Parameters of layers that do not reach the output: no operation computes their gradients, which are 0.</summary>
    public IEnumerable<Tensor> WithoutGradient => Training is null ? Enumerable.Empty<Tensor>() : Layers.Tensors.Except(Training.Sections.SelectMany(section => section.Operations).SelectMany(operation => operation.Parts).SelectMany(HasGradient));

    /// <summary>Whether a mini-batch is computed a part after the other, whose gradients are added up in memory.</summary>
    public bool AddsGradients => Kernel == Kernel.Lanes;

    /// <summary>What is decided about a network that is written out, else null.</summary>
    public UnrolledChoices? Unrolled { get; }

    /// <summary>Whether a training step has matrix products that several threads may share; the runtime decides for each from its number of rows.</summary>
    public bool SharesSteps => Training is not null && Kernel == Kernel.Rows && Training.Sections.SelectMany(section => section.Operations).Any(Fusion.IsProduct);

    /// <summary>Whether a program's products may be shared: those of a training step.</summary>
    public bool SharesProducts(Program program) => SharesSteps && ReferenceEquals(program, Training);

    /// <summary>The plan as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("kernel: ").Append(Kernel.ToString().ToLowerInvariant()).Append(", ").Append(Reason).Append('\n');
        text.Append("update: ").Append(FusesPlainDescent ? "with the gradients for plain descent, else" : HasPlainRow ? "with the gradients for plain descent on one row, else" : "always").Append(" apart from them\n");
        if (Unrolled is { } unrolled)
        {
            text.Append("arithmetic: ").Append(unrolled.IsFused ? "multiply-adds of one rounding" : "plain").Append('\n');
            text.Append("many rows: ").Append(unrolled.PredictsInLanes ? "predicted a row a lane" : "one after the other").Append('\n');
            text.Append("a row ahead: ").Append(unrolled.LookAhead.Count == 0 ? "nothing" : string.Join(", ", unrolled.LookAhead.Select(affine => affine.Result.Name))).Append('\n');
        }
        text.Append("threads: ").Append(SharesSteps ? "products of a training step, by rows and panels" : "one").Append('\n');
        Append(text, "inference", Inference);
        if (Training is not null && !SharesForward)
        {
            Append(text, "training", Training);
        }

        text.Append(Row);
        return text.ToString();
    }

    private static IEnumerable<Tensor> HasGradient(Operation operation) => operation switch
    {
        AffineParameterGradient { Biases: { } biases } gradient => new[] { gradient.Weights, biases },
        AffineParameterGradient gradient => new[] { gradient.Weights },
        VectorGradient gradient => new[] { gradient.Vector },
        _ => Enumerable.Empty<Tensor>(),
    };

    private void Append(StringBuilder text, string mode, Program program)
    {
        var many = Kernel == Kernel.Lanes ? "lanes" : "rows";
        text.Append(string.Format(CultureInfo.InvariantCulture, "{0}: arena of {1} + {2} × {3} numbers\n", mode, program.Arena.FixedUnits, program.Arena.TotalPerRow, many));
        foreach (var section in program.Sections)
        {
            text.Append("  ").Append(section.Kind).Append(", methods: ").Append(section.Methods.Count).Append('\n');
            foreach (var operation in section.Operations)
            {
                text.Append("    ").Append(operation).Append(" → ").Append(program.Arena.Describe(operation.Result.Name, many)).Append('\n');
            }
        }
    }
}
