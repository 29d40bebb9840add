using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Members of a network that computes mini-batches a register of rows at a time, a row a lane.</summary>
internal sealed class LanesEmitter : IKernelEmitter
{
    private readonly EmitContext _context;
    private readonly LaneMembers _lanes;

    public LanesEmitter(EmitContext context)
    {
        _context = context;
        _lanes = new LaneMembers(context);
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private NetworkPlan Plan => _context.Plan;

    private SingleRowEmitter SingleRows => new(_context, Plan.Row!);

    public void EmitFields()
    {
        _lanes.EmitFields();
        if (Plan.HasRowDescent)
        {
            SingleRows.EmitFields();
        }
    }

    public void EmitPrediction()
    {
        KernelMembers.Predict(
            _context,
            () =>
            {
                Writer.Lines($"int rows = {Names.Runtime}Check.Rows<{Type}>(inputs, InputCount, outputs, OutputCount, nameof(outputs));");
                if (Plan.Row is not null)
                {
                    Writer.Block("if (rows == 1)", () => Writer.Lines("PredictRow(inputs, outputs);\nreturn;"));
                    Writer.Blank();
                }

                _lanes.CallPrediction();
            });
        KernelMembers.PredictClass(_context, Plan.Row is null ? EmitPredictClass : SingleRows.EmitPredictClass);
        _lanes.EmitPrediction();
        if (Plan.Row is not null)
        {
            SingleRows.EmitPrediction();
        }
    }

    public void EmitTraining()
    {
        EmitComputeLoss();
        EmitForwardAndBackward();
        if (Plan.HasRowDescent)
        {
            SingleRows.EmitDescent();
        }
    }

    private void EmitPredictClass() => Writer.Lines($"""
        {Names.Runtime}Check.Length(input, InputCount, nameof(input));
        {_context.Span} outputs = stackalloc {Type}[OutputCount];
        Predict(input, outputs);
        return {Names.Runtime}Classes.Predict<{Type}>(outputs, {_context.DecisionThreshold});
        """);

    private void EmitComputeLoss()
    {
        KernelMembers.ComputeLoss(
            _context,
            () =>
            {
                Writer.Lines($"""
                    int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                    double weight = {Names.Runtime}RowWeights.Total(rowWeights, rows);
                    """);
                _lanes.CallLosses();
            });
        _lanes.EmitLosses();
    }

    private void EmitForwardAndBackward()
    {
        var fuses = Plan.FusesPlainDescent;
        var summary = $"<summary>The loss of all rows in training mode, and its gradients: by the parameters in storage order{(fuses ? " or at once into their update" : "")}, and by the inputs if there is room for them.</summary>";
        _context.Member(summary, _lanes.ForwardAndBackward(fuses ? "<TUpdate>" : ""), _lanes.CallForwardAndBackward);
        _lanes.EmitForwardAndBackward();
    }
}
