using System;
using Xunit;

namespace BackpropGen.Tests.Training;

public sealed class TrainerErrorTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = new GradientDescent(0.1), Epochs = 1 };

    private static readonly LinearNetwork<double> Network = new(2, 1);

    [Theory]
    [InlineData(3, 1, "must have 2 inputs a row, as Linear takes, and have 3")]
    [InlineData(2, 4, "must have 1 targets a row, as Linear gives outputs, and have 4")]
    public void Names_widths_that_do_not_fit(int inputs, int targets, string message)
    {
        var data = new Dataset<double>(new double[inputs], inputs, new double[targets], targets);

        Assert.Contains(message, Refused(data, Options, "data"), StringComparison.Ordinal);
        Assert.Contains(message, Refused(Rows(1), Options with { Validation = data }, "options.Validation"), StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Network.Evaluate(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_data_without_rows()
    {
        Assert.Contains("at least one row", Refused(Rows(0), Options, "data"), StringComparison.Ordinal);
        Assert.Contains("at least one row", Refused(Rows(1), Options with { Validation = Rows(0) }, "options.Validation"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Network.Evaluate(Rows(0)));
    }

    [Fact]
    public void Refuses_validation_data_of_another_precision()
    {
        var single = new Dataset<float>([1, 2], 2, [3], 1);

        Assert.Contains("must hold Double values", Refused(Rows(1), Options with { Validation = single }, "options.Validation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_a_missing_optimizer()
    {
        Assert.Contains("TrainingOptions.Optimizer is missing", Refused(Rows(1), new TrainingOptions(), "options"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_the_optimizer_refuse_its_hyper_parameters()
    {
        var e = Assert.Throws<ArgumentException>(() => Network.Train(Rows(1), Options with { Optimizer = default(GradientDescent) }));

        Assert.Contains("GradientDescent.LearningRate", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_null()
    {
        Assert.Throws<ArgumentNullException>(() => Network.Train(null!, Options));
        Assert.Throws<ArgumentNullException>(() => Network.Train(Rows(1), null!));
        Assert.Throws<ArgumentNullException>(() => Network.Evaluate(null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Options_refuse_less_than_one(int value)
    {
        Assert.Contains("TrainingOptions.BatchSize must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { BatchSize = value }).Message, StringComparison.Ordinal);
        Assert.Contains("TrainingOptions.Epochs must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Epochs = value }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_have_the_documented_defaults()
    {
        var options = new TrainingOptions();

        Assert.Equal((null, null, 100, 0UL, true, null), (options.Optimizer, options.BatchSize, options.Epochs, options.Seed, options.Shuffle, options.Validation));
        Assert.Equal(32, TrainingOptions.DefaultBatchSize);
    }

    private static string Refused(Dataset<double> data, TrainingOptions options, string argument)
    {
        var e = Assert.Throws<ArgumentException>(() => Network.Train(data, options));
        Assert.Equal(argument, e.ParamName);
        return e.Message;
    }

    private static Dataset<double> Rows(int rows) => new(new double[rows * 2], 2, new double[rows], 1);
}
