namespace BackpropGen;

/// <content>What is reported.</content>
public sealed partial record TrainingOptions
{
    /// <summary>
    /// Whether each epoch's record has <see cref="EpochRecord.Layers"/>: norms of deltas, gradients, parameters and updates, dead and saturated units, and warnings in plain
    /// words. Default false. It takes a trace of at most <see cref="LayerReport.SampleRows"/> rows an epoch, which allocates; training itself stays the same to the bit.
    /// </summary>
    public bool LayerReports { get; init; }
}
