using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class CheckTests
{
    [Fact]
    public void Rows_are_counted()
    {
        Assert.Equal(3, Check.Rows<float>(new float[12], 4, new float[6], 2, "outputs"));
        Assert.Equal(3, Check.Rows(new ReadOnlySpan<float>(new float[12]), 4, new Span<float>(new float[6]), 2, "outputs"));
        Assert.Equal(0, Check.Rows<float>([], 4, [], 2, "outputs"));
        Assert.Equal(1, Check.TrainingRows<float>(new float[4], 4, new float[2], 2));
    }

    [Fact]
    public void A_part_of_a_row_is_refused()
        => Refused(
            "inputs",
            "inputs: expected a whole number of rows of 4 values, got 10 values. Pass all rows one after the other, rows × 4 values in all.",
            () => Check.Rows<float>(new float[10], 4, new float[4], 2, "outputs"));

    [Fact]
    public void Another_number_of_rows_is_refused()
        => Refused(
            "outputs",
            "outputs: expected 3 rows of 2 values, 6 in all, as inputs has 3 rows of 4 values; got 5 values.",
            () => Check.Rows<float>(new float[12], 4, new float[5], 2, "outputs"));

    [Fact]
    public void Targets_are_named()
        => Refused(
            "targets",
            "targets: expected 1 rows of 2 values, 2 in all, as inputs has 1 rows of 4 values; got 0 values.",
            () => Check.TrainingRows<float>(new float[4], 4, [], 2));

    [Fact]
    public void No_row_to_train_on_is_refused()
        => Refused(
            "inputs",
            "inputs: expected at least one row of 4 values, got none. A loss is a mean over rows: pass one or more.",
            () => Check.TrainingRows<float>([], 4, [], 2));

    [Fact]
    public void Another_length_is_refused()
    {
        Check.Length<float>(new float[3], 3, "gradients");
        Refused("gradients", "gradients: expected 3 values, got 4.", () => Check.Length<float>(new float[4], 3, "gradients"));
        Refused("gradients", "gradients: expected 3 values, got 0.", () => Check.Length(Span<float>.Empty, 3, "gradients"));
    }

    [Fact]
    public void Batch_normalisation_of_one_row_is_refused()
    {
        Check.BatchNormRows(2);
        Refused(
            "inputs",
            "inputs: expected at least 2 rows, got 1. In training, BatchNorm normalises over the rows of the mini-batch, and one row has no variance: pass more rows, or use LayerNorm.",
            () => Check.BatchNormRows(1));
    }

    [Fact]
    public void Checks_that_pass_allocate_nothing()
    {
        float[] inputs = new float[8], targets = new float[4];
        AllocationAssert.None(() => Check.Length<float>(inputs, 4 * Check.TrainingRows<float>(inputs, 4, targets, 2), "inputs"));
    }

    private static void Refused(string argument, string message, Action action)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(action);
        Assert.Equal(argument, error.ParamName);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
