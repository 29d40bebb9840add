using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;
using static BackpropGen.Generator.Tests.TestSupport.Specs;

namespace BackpropGen.Generator.Tests.Plan;

public sealed class PlanTests
{
    public static TheoryData<string> Networks => new(Samples.Keys);

    private static Dictionary<string, NetworkSpec> Samples { get; } = new()
    {
        ["chain"] = Network(784, Dense(128, ActivationKind.ReLU), Dense(64, ActivationKind.Gelu), Dense(10, ActivationKind.Softmax)),
        ["skip"] = Network(30, Dense(30) with { Name = "a" }, Dense(30, ActivationKind.Silu) with { Name = "b" }, Add("a", "b", "input"), Dense(2)),
        ["concat"] = Network(30, Dense(20, ActivationKind.Tanh) with { Name = "a" }, Concat("input", "a", "input"), Dense(5, ActivationKind.Sigmoid)),
        ["norms"] = Network(16, Dense(16), BatchNorm, Dropout(0.3), LayerNorm, Dense(3, ActivationKind.Softmax)),
        ["registers"] = Network(6, Dense(12, ActivationKind.Gelu), Dense(16, ActivationKind.Tanh), Dense(3, ActivationKind.Softmax)),
        ["dropout last"] = Network(8, Dense(8, ActivationKind.Tanh), Dropout(0.5)),
        ["deep"] = Network(8, Enumerable.Range(0, 60).Select(_ => Dense(8, ActivationKind.Tanh)).ToArray()),
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Values_that_live_at_the_same_time_do_not_overlap(string name)
    {
        var plan = Planner.Plan(Samples[name]);
        foreach (var program in new[] { plan.Inference, plan.Training, plan.Row?.Inference, plan.Row?.Training, plan.Row?.Registers?.Inference, plan.Row?.Registers?.Training }.OfType<BackpropGen.Generator.Plan.Program>())
        {
            Assert.Empty(Overlaps(program));
        }
    }

    [Theory]
    [InlineData(4, 16, 3, 16)] // floats of 512 bits
    [InlineData(31, 8, 3, 8)] // 256 bits; inputs are taken one by one, as many as small kernels take
    [InlineData(20, 4, 2, 4)]
    [InlineData(4, 17, 3, 0)] // a unit too many
    [InlineData(32, 16, 3, 0)] // inputs enough for dot products over them
    public void A_network_whose_layers_fit_into_registers_keeps_its_values_there(int inputs, int hidden, int outputs, int lanes)
    {
        var plan = Planner.Plan(Network(inputs, Dense(hidden, ActivationKind.Tanh), Dense(outputs, ActivationKind.Softmax)));
        Assert.Equal(lanes, plan.Row!.Registers?.Lanes ?? 0);
        Assert.Equal(lanes > 0, plan.ToString().Contains($"one row, {lanes} units in a register: prediction in one method", StringComparison.Ordinal));
    }

    [Fact]
    public void A_deep_network_has_no_text_for_registers()
    {
        NetworkSpec Deep(int layers) => Network(8, Enumerable.Range(0, layers).Select(_ => Dense(8, ActivationKind.Tanh)).ToArray());
        Assert.NotNull(Planner.Plan(Deep(PlanLimits.RegisterLayers)).Row!.Registers);
        Assert.Null(Planner.Plan(Deep(PlanLimits.RegisterLayers + 1)).Row!.Registers);
    }

    [Fact]
    public void Registers_hold_half_as_many_doubles() =>
        Assert.Equal((8, 2), Planner.Plan(Network(6, Dense(8, ActivationKind.Tanh), Dense(2)) with { IsDouble = true }).Row!.Registers is { } plan ? (plan.Lanes, plan.NarrowLanes) : default);

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // its deltas are made of parts of the loss
    public void The_deltas_of_the_outputs_wait_for_no_more_of_the_loss_than_they_read(bool logits)
    {
        var network = Network(6, Dense(12, ActivationKind.Gelu), Dense(3, logits ? ActivationKind.Identity : ActivationKind.Softmax)) with { Loss = logits ? LossKind.CrossEntropyWithLogits : LossKind.Auto };
        var program = Planner.Plan(network).Row!.Registers!.Training!;
        var parts = program.Sections.SelectMany(section => section.Operations).SelectMany(operation => operation.Parts).ToList();
        var names = parts.Select(part => part.Result.Name).ToList();
        Assert.True(names.IndexOf("d2") < names.IndexOf("e"));
        Assert.Contains(program[SectionKind.RowLosses].Operations, operation => operation.Parts.Any(part => part.Result.Name == "e"));
        Assert.All(parts, part => Assert.All(part.Operands.Where(names.Contains), operand => Assert.True(names.IndexOf(operand) < names.IndexOf(part.Result.Name), operand + " is read before it is there")));
    }

    [Theory]
    [InlineData(nameof(LossKind.CrossEntropy), nameof(ActivationKind.Softmax), "sum_power_lse2 1E-09 1000000000; t -1000000000 1000000000; u2 -1000000000 1000000000")] // ln Σ exp(u)
    [InlineData(nameof(LossKind.BinaryCrossEntropy), nameof(ActivationKind.Sigmoid), "t -1000000000 1000000000; z2 -1000000000 1000000000")] // softplus(z)
    [InlineData(nameof(LossKind.LogCosh), nameof(ActivationKind.Identity), "o -1000000000 1000000000; t -1000000000 1000000000")]
    [InlineData(nameof(LossKind.PoissonNegativeLogLikelihood), nameof(ActivationKind.Identity), null)] // exp(o) may be ∞
    [InlineData(nameof(LossKind.MeanSquaredError), nameof(ActivationKind.Identity), null)] // without a function: there before anybody waits
    public void A_step_waits_for_bounds_in_place_of_a_loss_that_they_prove_finite(string loss, string output, string? bounds)
    {
        var registers = Planner.Plan(Network(6, Dense(12, ActivationKind.Tanh), Dense(3, Enum.Parse<ActivationKind>(output))) with { Loss = Enum.Parse<LossKind>(loss) }).Row!.Registers!;
        var finite = string.Create(CultureInfo.InvariantCulture, $"e {double.MinValue} {double.MaxValue}");
        var conditions = registers.Conditions.Select(bound => string.Create(CultureInfo.InvariantCulture, $"{bound.Value.Name} {bound.Range.Low} {bound.Range.High}")).Order(StringComparer.Ordinal);
        Assert.Equal(bounds ?? finite, string.Join("; ", conditions));
        Assert.Equal(bounds is not null, registers.Training![SectionKind.RowLosses].Operations.Any());
    }

    [Fact]
    public void Buffers_are_shared_between_values_that_live_one_after_the_other()
    {
        var training = Planner.Plan(Samples["deep"]).Training!;
        var separate = training.Sections.SelectMany(section => section.Operations).Where(operation => operation.Result.Extent == Extent.Elements).Sum(operation => Layout.Stride(operation.Result.Units, isDouble: false));
        Assert.InRange(training.Arena.RowUnits, 1, separate * 2 / 3); // activations stay until their gradients are done, δ share two places
    }

    [Fact]
    public void No_method_gets_more_operations_than_the_JIT_optimises()
    {
        var sections = Planner.Plan(Samples["deep"]).Training!.Sections;
        Assert.All(sections.SelectMany(section => section.Methods), method => Assert.InRange(method.Count, 1, PlanLimits.OperationsPerMethod));
        Assert.True(sections[0].Methods.Count > 1);
    }

    [Fact]
    public void A_written_out_network_looks_a_row_ahead_in_single_precision_only()
    {
        var spec = Network(2, Dense(2, ActivationKind.Sigmoid), Dense(2, ActivationKind.Sigmoid));
        var (single, plain) = (Planner.Plan(spec with { IsDouble = false }), Planner.Plan(spec with { IsDouble = true }));
        Assert.Contains("a row ahead: z1\n", single.ToString(), StringComparison.Ordinal);
        Assert.NotNull(single.Lanes);
        Assert.Contains("a row ahead: nothing\n", plain.ToString(), StringComparison.Ordinal);
        Assert.False(plain.Unrolled!.IsFused);
        Assert.Null(plain.Lanes);
    }

    [Theory]
    [InlineData(16, 1, "Rows")]
    [InlineData(15, 1, "Unrolled")]
    [InlineData(60, 2, "Lanes")]
    [InlineData(60, 1, "Rows")]
    public void One_unit_over_many_inputs_takes_rows_as_they_lie(int inputs, int units, string kernel) =>
        Assert.Equal(kernel, Planner.Plan(Network(inputs, Dense(units, ActivationKind.Tanh), Dense(33)) with { IsDouble = false }).Kernel.ToString());

    [Fact]
    public void What_one_multiply_add_cannot_correct_is_not_computed_ahead()
    {
        var shared = Network(2, Dense(2, ActivationKind.Sigmoid) with { Bias = BiasKind.Shared }, Dense(2)) with { IsDouble = false };
        var frozen = Network(2, Dense(2, ActivationKind.Sigmoid) with { Bias = BiasKind.Shared, FrozenBias = true }, Dense(2)) with { IsDouble = false };
        Assert.Empty(Planner.Plan(shared).Unrolled!.LookAhead);
        Assert.Single(Planner.Plan(frozen).Unrolled!.LookAhead);
    }

    [Theory]
    [InlineData(2, 2, nameof(Kernel.Unrolled))]
    [InlineData(4, 6, nameof(Kernel.Unrolled))]
    [InlineData(4, 20, nameof(Kernel.Lanes))]
    [InlineData(64, 64, nameof(Kernel.Lanes))]
    [InlineData(4, 65, nameof(Kernel.Rows))]
    [InlineData(65, 20, nameof(Kernel.Rows))]
    public void The_kernel_follows_from_the_sizes(int inputs, int units, string kernel) =>
        Assert.Equal(kernel, Planner.Plan(Network(inputs, Dense(units, ActivationKind.Tanh), Dense(1))).Kernel.ToString());

    [Fact]
    public void What_needs_the_whole_mini_batch_is_not_written_out_row_by_row() =>
        Assert.Equal(Kernel.Rows, Planner.Plan(Network(2, Dense(2), BatchNorm, Dense(1))).Kernel);

    [Fact]
    public void Inference_and_training_share_the_forward_pass_where_they_compute_the_same()
    {
        Assert.True(Planner.Plan(Samples["chain"]).SharesForward);
        Assert.False(Planner.Plan(Samples["norms"]).SharesForward);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(200)]
    public void A_prediction_of_one_row_takes_no_logarithm_which_only_the_loss_needs(int units)
    {
        var program = Planner.Plan(Network(units, Dense(units, ActivationKind.Tanh), Dense(3, ActivationKind.Softmax))).Row!.Training!;
        bool HasLogarithm(SectionKind kind) => program[kind].Operations.SelectMany(operation => operation.Parts).Any(part => part.ToString().Contains("ln(", StringComparison.Ordinal));
        Assert.Equal((false, true), (HasLogarithm(SectionKind.Forward), HasLogarithm(SectionKind.RowLosses)));
    }

    [Fact]
    public void A_network_for_inference_has_no_training_program()
    {
        var plan = Planner.Plan(Samples["chain"] with { InferenceOnly = true });
        Assert.Null(plan.Training);
        Assert.Single(plan.Inference.Sections);
    }

    [Fact]
    public void The_plan_is_text()
    {
        var text = Planner.Plan(Network(70, Dense(16, ActivationKind.ReLU), Dense(3))).ToString();
        Assert.StartsWith("kernel: rows, since 70 units (more than 64) ", text, StringComparison.Ordinal);
        Assert.Contains("    a1[rows, 16] = max(z1, 0), with z1[rows, 16] = w1 x + b1 → rows × ", text);
        Assert.Contains("  Backward, methods: 1\n", text);
    }

    /// <summary>Pairs of values, both needed at one time, whose places in the arena overlap.</summary>
    private static IEnumerable<string> Overlaps(BackpropGen.Generator.Plan.Program program)
    {
        var operations = program.Sections.SelectMany(section => section.Operations).SelectMany(operation => operation.Parts).ToArray();
        var values = operations.Select((operation, time) => (operation.Result.Name, Born: time, LastRead: LastRead(operations, operation.Result.Name, time)))
            .Where(value => program.Arena[value.Name] is not null)
            .ToArray();
        return from first in values
               from second in values
               where first.Born < second.Born && second.Born < first.LastRead
               let a = program.Arena[first.Name]!
               let b = program.Arena[second.Name]!
               where a.Region == b.Region && a.Start < b.Start + b.Width && b.Start < a.Start + a.Width
               select $"{first.Name} and {second.Name}";
    }

    private static int LastRead(Operation[] operations, string name, int born) =>
        operations.Select((operation, time) => operation.Operands.Contains(name) ? time : born).Max();
}
