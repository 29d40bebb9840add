namespace BackpropGen.Generator.Emit;

/// <summary>The public members that take steps: of plain descent and of optimizers, on all rows at once or row after row.</summary>
internal static class StepSection
{
    public static void Emit(EmitContext context)
    {
        EmitPlainStep(context);
        EmitOptimizerSteps(context);
        EmitPlainRows(context);
        context.Member(
            "<summary>One step of an optimizer a row, row after row. Returns the mean of the losses, each before its step.</summary>",
            $"public {context.Type} TrainRows<TOptimizer>({TrainingSection.Data(context)}, TOptimizer optimizer)\n    where TOptimizer : struct, {Names.Library}IOptimizer<{context.Type}>",
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

    private static void EmitOptimizerSteps(EmitContext context)
    {
        const string Summary = "<summary>One step of an optimizer on all rows: all gradients from the old parameters, then all parameters at once. Returns the loss before it; if that is not finite, nothing was updated.</summary>";
        var constraint = $"where TOptimizer : struct, {Names.Library}IOptimizer<{context.Type}>";
        context.Member(
            Summary,
            $"public {context.Type} TrainStep<TOptimizer>({TrainingSection.Data(context)}, TOptimizer optimizer)\n    {constraint} =>\n    TrainStep(inputs, targets, default, optimizer, default);");
        context.Member(
            Summary,
            $"public {context.Type} TrainStep<TOptimizer>({TrainingSection.Data(context)}, TOptimizer optimizer, {Names.Library}UpdateOptions options)\n    {constraint} =>\n    TrainStep(inputs, targets, default, optimizer, options);");
        context.Member(
            Summary + "\n" + """
                <param name="inputs">rows × inputs, at least one row.</param>
                <param name="targets">rows × outputs.</param>
                <param name="rowWeights">One weight w a row, for the loss Σ w ℓ / Σ w; or none.</param>
                <param name="optimizer">The rule of the step.</param>
                <param name="options">Penalty and limits on the gradients.</param>
                """,
            $"public {context.Type} TrainStep<TOptimizer>({TrainingSection.WeightedData(context)}, TOptimizer optimizer, {Names.Library}UpdateOptions options = default)\n    {constraint}",
            () => EmitOptimizerStepBody(context));
    }

    private static void EmitOptimizerStepBody(EmitContext context)
    {
        context.Writer.Lines($"""
            int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
            double weight = {Names.Runtime}RowWeights.Total(rowWeights, rows);
            optimizer.Validate();
            options.Validate();
            """);
        if (context.Plan.FusesPlainDescent)
        {
            context.Writer.Block($"if (rowWeights.IsEmpty && options == default && {Names.Runtime}PlainDescent.Is<{context.Type}, TOptimizer>(optimizer, out {context.Type} learningRate))", () => context.Writer.Lines("return TrainStep(inputs, targets, learningRate);"));
            context.Writer.Blank();
        }

        else if (context.Plan.HasRowDescent)
        {
            context.Writer.Block($"if (rows == 1 && rowWeights.IsEmpty && options == default && {Names.Runtime}PlainDescent.Is<{context.Type}, TOptimizer>(optimizer, out {context.Type} learningRate))", () => context.Writer.Lines("return TrainRows(inputs, targets, learningRate);"));
            context.Writer.Blank();
        }

        var update = context.Plan.FusesPlainDescent ? $", default({Names.Runtime}StoreGradient<{context.Type}>)" : "";
        context.Writer.Lines(TrainingSection.StoredGradients(context, "gradients"));
        TrainingSection.EmitStep(context, () =>
        {
            context.Writer.Lines($"{context.Type} loss = ForwardAndBackward(inputs, targets, rowWeights, weight, gradients, default, rows{update});");
            context.Writer.Block($"if ({context.Type}.IsFinite(loss))", () =>
            {
                UpdateSection.EmitStatisticsUpdate(context);
                context.Writer.Lines("Update(optimizer, options, gradients);");
            });
            context.Writer.Blank();
        });
        context.Writer.Lines("return loss;");
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
        string summary = $"""
            <summary>One step of plain gradient descent on all rows: all gradients from the old parameters, then all parameters at once. Returns the loss before it.</summary>
            <remarks>{Names.Readable(context.Costs.TrainStepFlops)} FLOPs for one row.</remarks>
            """;
        var heading = $"public {context.Type} TrainStep({TrainingSection.Data(context)}, {context.Type} learningRate)";
        var general = $"TrainStep(inputs, targets, new {Names.Library}Sgd(learningRate));";
        if (context.Plan.FusesPlainDescent)
        {
            context.Member(summary, heading, () =>
            {
                context.Writer.Lines($"""
                    int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                    {Names.Runtime}Check.LearningRate(learningRate);
                    _optimizer.BeginStateless<{Names.Library}Sgd>(1);
                    """);
                if (context.Plan.HasRowDescent)
                {
                    context.Writer.Block("if (rows == 1)", () => context.Writer.Lines("return DescendRows(inputs, targets, learningRate);"));
                    context.Writer.Blank();
                }

                if (context.Plan.AddsGradients)
                {
                    context.Writer.Lines(TrainingSection.StoredGradients(context, "gradients"));
                }

                TrainingSection.EmitStep(context, () => context.Writer.Lines(
                    $"{context.Type} loss = ForwardAndBackward(inputs, targets, default, rows, {(context.Plan.AddsGradients ? "gradients" : "default")}, default, rows, new {Names.Runtime}Descend<{context.Type}>(learningRate));"));
                context.Writer.Lines("return loss;");
            });
            return;
        }

        if (context.Plan.HasRowDescent)
        {
            context.Member(summary, heading, () => context.Writer.Lines($$"""
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
            context.Member(summary, $"{heading} =>\n    {general}");
            return;
        }

        context.Member(summary, heading, () => context.Writer.Lines($$"""
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
        var heading = $"public {context.Type} TrainRows({TrainingSection.Data(context)}, {context.Type} learningRate)";
        if (context.Plan.HasRowDescent)
        {
            context.Member(Summary, heading, () => context.Writer.Lines($"""
                int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                {Names.Runtime}Check.LearningRate(learningRate);
                _optimizer.BeginStateless<{Names.Library}Sgd>(rows);
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
}
