using System;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>The public members that train: the same for every kernel.</summary>
internal static class TrainingSection
{
    public static void Emit(EmitContext context)
    {
        EmitState(context);
        EmitGradients(context);
        StepSection.Emit(context);
        EmitLoop(context);
    }

    private static void EmitState(EmitContext context)
    {
        context.Writer.Blank();
        context.Writer.Lines($"""
            private readonly {Names.Runtime}OptimizerMemory<{context.Type}> _optimizer = new(new(Description, {Names.Runtime}WeightLayout.{context.StoredLayout}));
            private {Names.Runtime}AlignedArray<{context.Type}>? _gradients;
            private {Names.Library}RandomState _random;
            private int _threads = 1;
            """);
        EmitThreads(context);
        context.Member(
            "<summary>Bytes of working memory that steps on so many rows take: all layers' values, gradients and weights as the kernels read them. Allocated once, for the most rows so far; an optimizer's state comes on top.</summary>",
            $"public long GetWorkspaceBytes(int rows) => {Names.Runtime}Workspace.Bytes<{context.Type}>({Names.Invariant(context.Plan.FixedWorkspace)}, {Names.Invariant(context.Plan.RowWorkspace)}, rows);");
        context.Member("<summary>What training mode draws from; each training-mode pass moves it one step on.</summary>", $"public {Names.Library}RandomState RandomState", () => context.Writer.Lines("""
            get => _random;
            set => _random = value;
            """));
        context.Member("<summary>Forgets the optimizer's state.</summary>", "public void ResetOptimizer() => _optimizer.Reset();");
        context.Member("<summary>What the optimizer remembers from step to step, to be saved and taken up again.</summary>", $"public {Names.Library}IOptimizerMemory<{context.Type}> OptimizerState => _optimizer;");
    }

    private static void EmitThreads(EmitContext context)
    {
        if (!context.Plan.SharesSteps)
        {
            context.Member("<summary>How many cores a step may use. It takes one: the layers of this network are too narrow for its steps to be shared.</summary>", "public int Threads", () => context.Writer.Lines($"""
                get => _threads;
                set => _threads = {Names.Runtime}Check.Threads(value);
                """));
            return;
        }

        context.Writer.Lines($"private {Names.Runtime}Workers? _workers; // none for one thread");
        context.Member("<summary>How many cores a step may use; the results have the same bits for any number.</summary>", "public int Threads", () =>
        {
            context.Writer.Lines("get => _threads;");
            context.Writer.Block("set", () => context.Writer.Lines($"""
                _threads = {Names.Runtime}Check.Threads(value);
                _workers = {Names.Runtime}Workers.For(_workers, value);
                """));
        });
    }

    /// <summary>Between its beginning and its end a step is shared among the threads, and measured.</summary>
    public static void EmitStep(EmitContext context, Action step)
    {
        if (!context.Plan.SharesSteps)
        {
            step();
            return;
        }

        context.Writer.Lines("_workers?.BeginStep(rows);");
        step();
        context.Writer.Lines("_workers?.EndStep();");
    }

    private static void EmitGradients(EmitContext context)
    {
        const string Summary = "<summary>The loss in training mode and its gradient by every parameter, in canonical order; frozen ones included. No parameter changes.</summary>";
        context.Member(
            Summary,
            $"public {context.Type} ComputeGradients({Data(context)}, {context.Span} gradients) =>\n    ComputeGradients(inputs, targets, default, gradients, default);");
        context.Member(
            Summary,
            $"public {context.Type} ComputeGradients({Data(context)}, {context.Span} gradients, {context.Span} inputGradients)",
            () => context.Writer.Lines($"""
                {Names.Runtime}Check.Length(inputGradients, inputs.Length, nameof(inputGradients));
                return ComputeGradients(inputs, targets, default, gradients, inputGradients);
                """));
        context.Member(
            Summary + "\n" + """
                <param name="inputs">rows × inputs, at least one row.</param>
                <param name="targets">rows × outputs.</param>
                <param name="rowWeights">One weight w a row, for the loss Σ w ℓ / Σ w; or none.</param>
                <param name="gradients"><see cref="ParameterCount"/> values; overwritten.</param>
                <param name="inputGradients">rows × inputs, or none: the gradient by every input; overwritten.</param>
                """,
            $"public {context.Type} ComputeGradients({WeightedData(context)}, {context.Span} gradients, {context.Span} inputGradients)",
            () => EmitGradientsBody(context));
    }

    private static void EmitGradientsBody(EmitContext context)
    {
        context.Writer.Lines($"""
            int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
            double weight = {Names.Runtime}RowWeights.Total(rowWeights, rows);
            {Names.Runtime}Check.Length(gradients, ParameterCount, nameof(gradients));
            """);
        context.Writer.Block("if (!inputGradients.IsEmpty)", () => context.Writer.Lines($"{Names.Runtime}Check.Length(inputGradients, inputs.Length, nameof(inputGradients));"));
        context.Writer.Blank();
        var isReordered = UpdateSection.IsReordered(context);
        context.Writer.Lines(isReordered ? StoredGradients(context, "stored") : $"{context.Span} stored = gradients; // stored as in canonical order");
        var update = context.Plan.FusesPlainDescent ? $", default({Names.Runtime}StoreGradient<{context.Type}>)" : "";
        EmitStep(context, () => context.Writer.Lines($"{context.Type} loss = ForwardAndBackward(inputs, targets, rowWeights, weight, stored, inputGradients, rows{update});"));
        UpdateSection.EmitStatisticsCall(context);
        if (isReordered)
        {
            context.Writer.Lines("_optimizer.Storage.ToCanonical(stored, gradients);");
        }

        context.Writer.Lines("return loss;");
    }

    /// <summary>A statement that declares the network's own gradients.</summary>
    public static string StoredGradients(EmitContext context, string name) =>
        $"{context.Span} {name} = {Names.Runtime}AlignedArray<{context.Type}>.Ensure(ref _gradients, {Names.Invariant(context.Plan.GradientCount)});";

    private static void EmitLoop(EmitContext context)
    {
        var dataset = $"{Names.Library}Dataset<{context.Type}>";
        context.Member(
            "<summary>Trains in mini-batches over the data, from the present parameters on.</summary>",
            $"public {Names.Library}TrainingResult Train({dataset} data, {Names.Library}TrainingOptions options, global::System.IProgress<{Names.Library}TrainingProgress>? progress = null, global::System.Threading.CancellationToken cancellationToken = default) =>\n    {Names.Runtime}Trainer.Train(this, data, options, progress, cancellationToken);");
        context.Member(
            "<summary>Loss, accuracy and R² over all rows, in inference mode.</summary>",
            $"public {Names.Library}Evaluation Evaluate({dataset} data) => {Names.Runtime}Trainer.Evaluate(this, data);");
    }

    /// <summary>The same with weights of the rows.</summary>
    public static string WeightedData(EmitContext context) => $"{Data(context)}, {context.ReadOnlySpan} rowWeights";

    /// <summary>The parameters that every training member begins with.</summary>
    public static string Data(EmitContext context) => $"{context.ReadOnlySpan} inputs, {context.ReadOnlySpan} targets";
}
