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
        EmitSteps(context);
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
            context.Member("<summary>How many cores a step may use. It takes one: the steps of this network are too small to be shared.</summary>", "public int Threads", () => context.Writer.Lines($"""
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
    private static void EmitStep(EmitContext context, Action step)
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
            $"public {context.Type} ComputeGradients({Data(context)}, {context.Span} gradients) =>\n    Gradients(inputs, targets, gradients, default);");
        context.Member(
            Summary + "\n" + """
                <param name="inputs">rows × inputs, at least one row.</param>
                <param name="targets">rows × outputs.</param>
                <param name="gradients"><see cref="ParameterCount"/> values; overwritten.</param>
                <param name="inputGradients">rows × inputs: the gradient by every input; overwritten.</param>
                """,
            $"public {context.Type} ComputeGradients({Data(context)}, {context.Span} gradients, {context.Span} inputGradients)",
            () => context.Writer.Lines($"""
                {Names.Runtime}Check.Length(inputGradients, inputs.Length, nameof(inputGradients));
                return Gradients(inputs, targets, gradients, inputGradients);
                """));
        context.Member(
            "<summary>Gradients in canonical order from those in storage order.</summary>",
            $"private {context.Type} Gradients({Data(context)}, {context.Span} gradients, {context.Span} inputGradients)",
            () => EmitGradientsBody(context));
    }

    private static void EmitGradientsBody(EmitContext context)
    {
        context.Writer.Lines($"""
            int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
            {Names.Runtime}Check.Length(gradients, ParameterCount, nameof(gradients));
            """);
        var isReordered = UpdateSection.IsReordered(context);
        context.Writer.Lines(isReordered ? StoredGradients(context, "stored") : $"{context.Span} stored = gradients; // stored as in canonical order");
        var update = context.Plan.FusesPlainDescent ? $", default({Names.Runtime}StoreGradient<{context.Type}>)" : "";
        EmitStep(context, () => context.Writer.Lines($"{context.Type} loss = ForwardAndBackward(inputs, targets, stored, inputGradients, rows{update});"));
        UpdateSection.EmitStatisticsCall(context);
        if (isReordered)
        {
            context.Writer.Lines("_optimizer.Storage.ToCanonical(stored, gradients);");
        }

        context.Writer.Lines("return loss;");
    }

    private static string StoredGradients(EmitContext context, string name) =>
        $"{context.Span} {name} = {Names.Runtime}AlignedArray<{context.Type}>.Ensure(ref _gradients, {Names.Invariant(context.Plan.GradientCount)});";

    private static void EmitSteps(EmitContext context)
    {
        EmitPlainStep(context);
        context.Member(
            "<summary>One step of an optimizer on all rows: all gradients from the old parameters, then all parameters at once. Returns the loss before it; if that is not finite, nothing was updated.</summary>",
            $"public {context.Type} TrainStep<TOptimizer>({Data(context)}, TOptimizer optimizer)\n    where TOptimizer : struct, {Names.Library}IOptimizer<{context.Type}>",
            () =>
            {
                context.Writer.Lines($$"""
                    int rows = {{Names.Runtime}}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                    optimizer.Validate();
                    """);
                if (context.Plan.FusesPlainDescent)
                {
                    context.Writer.Block($"if ({Names.Runtime}PlainDescent.Is<{context.Type}, TOptimizer>(optimizer, out {context.Type} learningRate))", () => context.Writer.Lines("return TrainStep(inputs, targets, learningRate);"));
                    context.Writer.Blank();
                }
                else if (context.Plan.HasRowDescent)
                {
                    context.Writer.Block($"if (rows == 1 && {Names.Runtime}PlainDescent.Is<{context.Type}, TOptimizer>(optimizer, out {context.Type} learningRate))", () => context.Writer.Lines("return TrainRows(inputs, targets, learningRate);"));
                    context.Writer.Blank();
                }

                var update = context.Plan.FusesPlainDescent ? $", default({Names.Runtime}StoreGradient<{context.Type}>)" : "";
                context.Writer.Lines(StoredGradients(context, "gradients"));
                EmitStep(context, () =>
                {
                    context.Writer.Lines($"{context.Type} loss = ForwardAndBackward(inputs, targets, gradients, default, rows{update});");
                    context.Writer.Block($"if ({context.Type}.IsFinite(loss))", () =>
                    {
                        UpdateSection.EmitStatisticsUpdate(context);
                        context.Writer.Lines("Update(optimizer, gradients);");
                    });
                    context.Writer.Blank();
                });
                context.Writer.Lines("return loss;");
            });
        EmitPlainRows(context);
        context.Member(
            "<summary>One step of an optimizer a row, row after row. Returns the mean of the losses, each before its step.</summary>",
            $"public {context.Type} TrainRows<TOptimizer>({Data(context)}, TOptimizer optimizer)\n    where TOptimizer : struct, {Names.Library}IOptimizer<{context.Type}>",
            () => context.Writer.Lines($$"""
                int rows = {{Names.Runtime}}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                {{PlainRowsFirst(context)}}double sum = 0;
                for (int row = 0; row < rows; row++)
                {
                    sum += TrainStep(inputs.Slice(row * InputCount, InputCount), targets.Slice(row * OutputCount, OutputCount), optimizer);
                }

                return {{context.Rounded("sum / rows")}};
                """));
    }

    private static string PlainRowsFirst(EmitContext context) => !context.Plan.HasRowDescent ? "" : $$"""
        optimizer.Validate();
        if ({{Names.Runtime}}PlainDescent.Is<{{context.Type}}, TOptimizer>(optimizer, out {{context.Type}} learningRate))
        {
            return TrainRows(inputs, targets, learningRate);
        }


        """;

    private static void EmitPlainStep(EmitContext context)
    {
        const string Summary = "<summary>One step of plain gradient descent on all rows: all gradients from the old parameters, then all parameters at once. Returns the loss before it.</summary>";
        var heading = $"public {context.Type} TrainStep({Data(context)}, {context.Type} learningRate)";
        var general = $"TrainStep(inputs, targets, new {Names.Library}Sgd(learningRate));";
        if (context.Plan.FusesPlainDescent)
        {
            context.Member(Summary, heading, () =>
            {
                context.Writer.Lines($"""
                    int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                    _optimizer.Begin(new {Names.Library}Sgd(learningRate));
                    """);
                if (context.Plan.HasRowDescent)
                {
                    context.Writer.Block("if (rows == 1)", () => context.Writer.Lines("return DescendRows(inputs, targets, learningRate);"));
                    context.Writer.Blank();
                }

                EmitStep(context, () => context.Writer.Lines(
                    $"{context.Type} loss = ForwardAndBackward(inputs, targets, default, default, rows, new {Names.Runtime}Descend<{context.Type}>(learningRate));"));
                context.Writer.Lines("return loss;");
            });
            return;
        }

        if (context.Plan.HasRowDescent)
        {
            context.Member(Summary, heading, () => context.Writer.Lines($$"""
                if (inputs.Length == InputCount && targets.Length == OutputCount)
                {
                    return TrainRows(inputs, targets, learningRate);
                }

                return {{general}}
                """));
            return;
        }

        if (!context.Plan.HasPlainRow)
        {
            context.Member(Summary, $"{heading} =>\n    {general}");
            return;
        }

        context.Member(Summary, heading, () => context.Writer.Lines($$"""
            if (inputs.Length == InputCount && targets.Length == OutputCount)
            {
                {{Names.Runtime}}Check.LearningRate(learningRate);
                return TrainRow(inputs, targets, learningRate);
            }

            return {{general}}
            """));
    }

    private static void EmitPlainRows(EmitContext context)
    {
        const string Summary = "<summary>One step of plain gradient descent a row, row after row. Returns the mean of the losses, each before its step.</summary>";
        var heading = $"public {context.Type} TrainRows({Data(context)}, {context.Type} learningRate)";
        if (context.Plan.HasRowDescent)
        {
            context.Member(Summary, heading, () => context.Writer.Lines($"""
                {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                _optimizer.Begin(new {Names.Library}Sgd(learningRate));
                return DescendRows(inputs, targets, learningRate);
                """));
            return;
        }

        if (!context.Plan.HasPlainRow)
        {
            context.Member(Summary, $"{heading} =>\n    TrainRows(inputs, targets, new {Names.Library}Sgd(learningRate));");
            return;
        }

        context.Member(Summary, heading, () =>
        {
            context.Writer.Lines($"""
                int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                {Names.Runtime}Check.LearningRate(learningRate);
                """);
            context.Writer.Lines(context.Plan.Unrolled is { LookAhead.Count: > 0 }
                ? $"return {context.Rounded($"TrainRowByRow(inputs, targets, learningRate, rows) / {context.LossDenominator}")};"
                : $$"""
                double sum = 0;
                for (int row = 0; row < rows; row++)
                {
                    sum += TrainRow(inputs.Slice(row * InputCount, InputCount), targets.Slice(row * OutputCount, OutputCount), learningRate);
                }

                return {{context.Rounded("sum / rows")}};
                """);
        });
    }

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

    /// <summary>The parameters that every training member begins with.</summary>
    public static string Data(EmitContext context) => $"{context.ReadOnlySpan} inputs, {context.ReadOnlySpan} targets";
}
