using System.Linq;
using BackpropGen.Generator.Diagnostics.CallSites;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>Ids 4001 to 4006: what is reported of calls, just where, and what is not.</summary>
public sealed class CallSiteTests
{
    /// <summary>4 inputs, 3 outputs, 15 parameters.</summary>
    private const string Network = "using System;\nusing BackpropGen;\n[Network(4)]\n[Dense(3, Activation.Softmax)]\npublic sealed partial class Net;\n";

    private const string Row = "a whole number of rows of 4 values", Target = "a whole number of rows of 3 values";

    [Theory]
    [InlineData("net.Predict([|new float[3]|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("net.Predict([|new[] { 1f, 2f, 3f, 4f, 5f }|], y);", "inputs", "Predict", Row, "5")]
    [InlineData("net.Predict([|[1, 2, 3]|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("net.Predict([|stackalloc float[6]|], y);", "inputs", "Predict", Row, "6")]
    [InlineData("net.Predict([|stackalloc float[] { 1, 2 }|], y);", "inputs", "Predict", Row, "2")]
    [InlineData("net.Predict([|stackalloc[] { 1f, 2f, 3f }|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("net.Predict([|x.AsSpan(0, 3)|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("net.Predict([|new float[8].AsSpan(2)|], y);", "inputs", "Predict", Row, "6")]
    [InlineData("net.Predict([|new float[8].AsSpan(2..)|], y);", "inputs", "Predict", Row, "6")]
    [InlineData("net.Predict([|(new float[8])[1..^2]|], y);", "inputs", "Predict", Row, "5")]
    [InlineData("net.Predict([|x.AsSpan()[..3]|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("net.Predict([|x.AsSpan().Slice(4, 5)|], y);", "inputs", "Predict", Row, "5")]
    [InlineData("net.Predict([|new ReadOnlySpan<float>(x, 0, 7)|], y);", "inputs", "Predict", Row, "7")]
    [InlineData("net.Predict([|new float[Net.OutputCount]|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("net.Predict(outputs: [|new float[4]|], inputs: x);", "outputs", "Predict", Target, "4")]
    [InlineData("var row = new float[3]; net.Predict([|row|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("ReadOnlySpan<float> row = [1, 2]; net.Predict([|row|], y);", "inputs", "Predict", Row, "2")]
    [InlineData("var all = new float[8]; var part = all.AsSpan(0, 3); net.Predict([|part|], y);", "inputs", "Predict", Row, "3")]
    [InlineData("net.PredictClass([|new float[8]|]);", "input", "PredictClass", "4 values", "8")]
    [InlineData("net.TrainStep(x, [|new float[4]|], 0.1f);", "targets", "TrainStep", Target, "4")]
    [InlineData("net.TrainStep([|new float[5]|], y, new Adam());", "inputs", "TrainStep", Row, "5")]
    [InlineData("net.TrainRows(x, [|new float[2]|], 0.1f);", "targets", "TrainRows", Target, "2")]
    [InlineData("_ = net.ComputeLoss([|new float[7]|], y);", "inputs", "ComputeLoss", Row, "7")]
    [InlineData("net.ComputeGradients(x, y, [|new float[14]|]);", "gradients", "ComputeGradients", "15 values", "14")]
    [InlineData("net.ComputeGradients(x, y, new float[15], [|new float[3]|]);", "inputGradients", "ComputeGradients", Row, "3")]
    [InlineData("net.GetParameters([|new float[16]|]);", "destination", "GetParameters", "15 values", "16")]
    [InlineData("net.SetParameters([|[1, 2]|]);", "source", "SetParameters", "15 values", "2")]
    public void A_wrong_length_is_reported(string call, string span, string method, string expected, string got)
        => AnalyzerRun.Reports(In(call), "BPG4001", $"'{span}' of {method} must have {expected}, but has {got}");

    [Theory]
    [InlineData("net.Predict(new float[4], new float[3]);")]
    [InlineData("net.Predict(new float[8], new float[6]);")]
    [InlineData("net.Predict(x, y);")]
    [InlineData("var row = new float[3]; row = x; net.Predict(row, y);")]
    [InlineData("var row = new float[3]; (row, _) = (x, y); net.Predict(row, y);")]
    [InlineData("var row = new float[3]; Array.Resize(ref row, 4); net.Predict(row, y);")]
    [InlineData("var row = new float[3]; Fill(out row); net.Predict(row, y); static void Fill(out float[] all) => all = new float[4];")]
    [InlineData("Span<float> row = stackalloc float[3]; row = x; net.Predict(row, y);")]
    [InlineData("var row = new float[3]; void Widen() { row = new float[4]; } Widen(); net.Predict(row, y);")]
    [InlineData("var row = new float[3]; ref var same = ref row; same = x; net.Predict(row, y);")]
    [InlineData("for (var row = new float[3]; row.Length < 9; row = new float[4]) { net.Predict(row, y); }")]
    [InlineData("foreach (var row in new[] { x }) { net.Predict(row, y); }")]
    [InlineData("float[] row; row = new float[4]; net.Predict(row, y);")]
    [InlineData("var n = x.Length; net.Predict(new float[n], y);")]
    [InlineData("net.Predict([.. x, 1], y);")]
    [InlineData("net.Predict(x.AsSpan(1, x.Length - 1), y);")]
    [InlineData("net.Predict(x.AsSpan(1), y);")]
    [InlineData("net.Predict(x[1..], y);")]
    [InlineData("net.Predict(x.Length > 4 ? new float[4] : new float[3], y);")]
    [InlineData("INetwork<float> any = net; any.Predict(new float[3], y);")]
    [InlineData("new Other().Predict(new float[3], y);")]
    [InlineData("net.ComputeGradients(x, y, [], new float[15], []);")]
    [InlineData("new Own().Train(new float[3]);")]
    public void What_may_be_right_is_not_reported(string call)
        => Assert.Empty(Of(In(call)));

    [Theory]
    [InlineData("net.Predict(new float[8], [|new float[3]|]);", "'outputs' of Predict has values for 1 rows, but 'inputs' for 2")]
    [InlineData("net.TrainStep(new float[4], [|new float[6]|], 0.1f);", "'targets' of TrainStep has values for 2 rows, but 'inputs' for 1")]
    [InlineData("_ = net.ComputeLoss(new float[8], new float[6], [|new float[3]|]);", "'rowWeights' of ComputeLoss has values for 3 rows, but 'inputs' for 2")]
    [InlineData("net.ComputeGradients(new float[8], y, new float[15], [|new float[4]|]);", "'inputGradients' of ComputeGradients has values for 1 rows, but 'inputs' for 2")]
    [InlineData("net.TrainStep(targets: [|new float[6]|], inputs: new float[4], learningRate: 0.1f);", "'targets' of TrainStep has values for 2 rows, but 'inputs' for 1")]
    public void Differing_rows_are_reported(string call, string message) => AnalyzerRun.Reports(In(call), "BPG4002", message);

    [Theory]
    [InlineData("net.TrainStep(x, y, [|0|]);", "0")]
    [InlineData("net.TrainStep(x, y, [|-0.1f|]);", "-0.1")]
    [InlineData("net.TrainRows(x, y, [|float.NaN|]);", "NaN")]
    [InlineData("const float Rate = -1; net.TrainStep(x, y, [|Rate|]);", "-1")]
    [InlineData("net.TrainStep(x, y, new Adam([|-1|]));", "-1")]
    [InlineData("_ = new Sgd { LearningRate = [|double.PositiveInfinity|] };", "Infinity")]
    [InlineData("_ = new Adam() with { LearningRate = [|0|] };", "0")]
    public void A_learning_rate_that_cannot_train_is_reported(string call, string value)
        => AnalyzerRun.Reports(In(call), "BPG4003", $"A learning rate of {value} cannot train; it must be finite and greater than 0");

    [Theory]
    [InlineData("net.TrainStep(x, y, [|11|]);", "11", "Sgd", "10")]
    [InlineData("_ = new Sgd([|100|]);", "100", "Sgd", "10")]
    [InlineData("_ = new Adam([|3|]);", "3", "Adam", "1")]
    [InlineData("_ = new RmsProp { LearningRate = [|1.5|] };", "1.5", "RmsProp", "1")]
    public void A_large_learning_rate_is_reported(string call, string value, string optimizer, string largest)
        => AnalyzerRun.Reports(In(call), "BPG4004", $"A learning rate of {value} is unusually large for {optimizer}; more than {largest} seldom learns");

    [Theory]
    [InlineData("net.TrainStep(x, y, 10);")]
    [InlineData("net.TrainStep(x, y, new Adam(1));")]
    [InlineData("_ = new Adadelta(2);")]
    [InlineData("_ = new Adam();")]
    [InlineData("_ = new Adam { Beta1 = 0 };")]
    [InlineData("var rate = 0f; rate += 1; net.TrainStep(x, y, rate);")]
    public void Usual_learning_rates_are_not_reported(string call) => Assert.Empty(Of(In(call)));

    [Theory]
    [InlineData("net.Train(data, new TrainingOptions { Validation = [|data|] });", "data")]
    [InlineData("net.Train(data, new() { Epochs = 3, Validation = [|data|] });", "data")]
    [InlineData("var options = new TrainingOptions { Validation = data }; net.Train(data, [|options|]);", "data")]
    [InlineData("var some = new TrainingOptions(); net.Train(data, some with { Validation = [|data|] });", "data")]
    [InlineData("net.Train(_all, new TrainingOptions { Validation = [|_all|] });", "_all")]
    [InlineData("ITrainableNetwork<float> any = net; any.Train(data, new TrainingOptions { Validation = [|data|] });", "data")]
    public void Validation_on_the_training_data_is_reported(string call, string name)
        => AnalyzerRun.Reports(In(call), "BPG4005", $"'{name}' is both what is trained on and the validation data, which then tell nothing about other data; split it");

    [Theory]
    [InlineData("net.Train(data, new TrainingOptions { Validation = other });")]
    [InlineData("net.Train(data, new TrainingOptions());")]
    [InlineData("var some = data; var options = new TrainingOptions { Validation = some }; some = other; net.Train(some, options);")]
    [InlineData("var options = new TrainingOptions { Validation = data }; options = new(); net.Train(data, options);")]
    public void Validation_on_other_data_is_not_reported(string call) => Assert.Empty(Of(In(call)));

    [Theory]
    [InlineData("[|net.ComputeLoss(x, y)|];", "ComputeLoss")]
    [InlineData("[|net.Evaluate(data)|];", "Evaluate")]
    [InlineData("INetwork<float> any = net; [|((ITrainableNetwork<float>)any).ComputeLoss(x, y)|];", "ComputeLoss")]
    public void A_measurement_without_use_is_reported(string call, string method)
        => AnalyzerRun.Reports(In(call), "BPG4006", $"{method} changes nothing, and its result is not used");

    [Theory]
    [InlineData("_ = net.ComputeLoss(x, y);")]
    [InlineData("var loss = net.ComputeLoss(x, y); Console.WriteLine(loss);")]
    [InlineData("Action measured = () => net.ComputeLoss(x, y); measured();")]
    [InlineData("net.TrainStep(x, y, 0.1f);")]
    public void A_measurement_with_a_use_is_not_reported(string call) => Assert.Empty(Of(In(call)));

    [Fact]
    public void Networks_of_a_referenced_assembly_are_known()
    {
        var library = GeneratorRun.Of(Network).Output;
        var user = Sources.Compile("public static class Use { public static int Of(Net net) => net.PredictClass([1f, 2f]); }").AddReferences(library.ToMetadataReference());
        Assert.Equal(["BPG4001"], AnalyzerRun.Of((CSharpCompilation)user, new CallSiteAnalyzer()).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Without_the_runtime_there_is_nothing_to_do()
    {
        var compilation = CSharpCompilation.Create("Other", [Sources.Parse("class C { void M() => Predict(); void Predict() { } }")], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        Assert.Empty(AnalyzerRun.Of(compilation, new CallSiteAnalyzer()));
    }

    private static System.Collections.Generic.IReadOnlyList<Diagnostic> Of(string source)
    {
        Sources.AssertBinds(source);
        return AnalyzerRun.Of(source, new CallSiteAnalyzer());
    }

    private static string In(string call) => Network + $$"""
        public sealed class Other
        {
            public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) { }
        }

        public sealed class Own
        {
            public void Train(float[] data) { }
        }

        public sealed class Use
        {
            private readonly Dataset<float> _all = null!;

            public void Of(Net net, float[] x, float[] y, Dataset<float> data, Dataset<float> other)
            {
                {{call}}
            }
        }
        """;
}
