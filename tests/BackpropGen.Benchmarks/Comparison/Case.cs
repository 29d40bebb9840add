using System;

namespace BackpropGen.Benchmarks;

/// <summary>What of ours takes part in a case.</summary>
internal enum Own
{
    /// <summary><c>TrainStep</c>, plain gradient descent.</summary>
    Step,

    /// <summary><c>TrainRows</c>, plain gradient descent.</summary>
    Rows,

    /// <summary><c>Predict</c>.</summary>
    Predict,

    /// <summary><c>TrainStep</c> with Adam.</summary>
    Adam,

    /// <summary><c>TrainStep</c> in double precision.</summary>
    Double,

    /// <summary><c>TrainStep</c> on two cores.</summary>
    TwoThreads,
}

/// <summary>What a time is held against.</summary>
internal static class Against
{
    /// <summary>The fastest peer, whichever it is.</summary>
    public const string Best = "";

    /// <summary>Our own <c>TrainStep</c>.</summary>
    public const string OwnStep = "TrainStep";

    /// <summary>The measured peak of the core: the limit is a share that is to be reached.</summary>
    public const string Peak = "FMA peak";

    public const string HandDense = "hand dense";

    public const string HandSparse = "hand sparse";

    public const string OneDnn = "oneDNN";
}

/// <summary>A line of the table.</summary>
/// <param name="Subject">Which of ours.</param>
/// <param name="Against">A name's beginning, or a constant of <see cref="Benchmarks.Against"/>.</param>
/// <param name="Limit">The largest ratio of times that hits the target; with <see cref="Against.Peak"/> the smallest share; null: no target.</param>
internal sealed record Target(Own Subject, string Against, double? Limit);

/// <summary>Contenders that are timed in turn: one workload at one batch size.</summary>
internal sealed record Case(string Workload, int Batch, params Target[] Targets)
{
    /// <summary>Whether two cores take part: timed on the wall, and without peers.</summary>
    public bool TwoCores { get; init; }

    /// <summary>Whether another thread keeps the other core busy.</summary>
    public bool OtherCoreBusy { get; init; }

    /// <summary>Whether this is prediction.</summary>
    public bool Predicts => Targets[0].Subject == Own.Predict;

    /// <summary>Every line, in the table's order.</summary>
    public static readonly Case[] All =
    [
        new("W1", 1, new(Own.Step, Against.Best, 0.85), new(Own.Rows, Against.Best, 0.75)),
        new("W2", 1, new(Own.Step, Against.Best, 0.85), new(Own.Rows, Against.Best, 0.82)),
        new("W2", 16, new Target(Own.Step, Against.Best, 0.92)),
        new("W3", 1, new(Own.Step, Against.HandDense, 0.88), new(Own.Rows, Against.HandDense, null)),
        new("W3", 32, new(Own.Step, Against.Best, 0.92), new(Own.Adam, Against.OwnStep, 1.6), new(Own.Double, Against.OwnStep, 2.2)),
        new("W4", 1, new(Own.Step, Against.HandSparse, 1), new(Own.Rows, Against.HandSparse, 0.83)),
        new("W5", 1, new(Own.Step, Against.HandSparse, 0.95), new(Own.Rows, Against.HandSparse, 0.86)),
        new("W4", 64, new(Own.Step, Against.Peak, 0.85), new(Own.Step, Against.Best, null)),
        new("W4", 256, new(Own.Step, Against.Peak, 0.85), new(Own.Step, Against.Best, null), new(Own.Adam, Against.OwnStep, 1.3), new(Own.Double, Against.OwnStep, 2.2)),
        new("W5", 256, new(Own.Step, Against.Peak, 0.85), new(Own.Step, Against.OneDnn, 0.95), new(Own.Adam, Against.OwnStep, 1.3), new(Own.Double, Against.OwnStep, 2.2)),
        new("W6", 256, new(Own.Step, Against.Peak, 0.8), new(Own.Step, Against.OneDnn, 0.95), new(Own.Adam, Against.OwnStep, 1.3)),
        Prediction("W1", 1), Prediction("W2", 1), Prediction("W3", 1), Prediction("W4", 1), Prediction("W5", 1), Prediction("W6", 1),
        Prediction("W2", 256), Prediction("W3", 256), Prediction("W4", 256), Prediction("W5", 256), Prediction("W6", 256),
        Cores("W4", false), Cores("W5", false), Cores("W6", false),
        Cores("W4", true), Cores("W5", true), Cores("W6", true),
    ];

    /// <summary>The name in lists: workload and batch size.</summary>
    public override string ToString() =>
        $"{Workload} b{Batch}{(Predicts ? ", prediction" : "")}{(TwoCores ? ", two cores" : "")}{(OtherCoreBusy ? ", one of them busy" : "")}";

    private static Case Prediction(string workload, int batch) => new(workload, batch, new Target(Own.Predict, Against.Best, 1));

    /// <summary>At least 1.8 times as fast; with the other core busy at least 0.95 times.</summary>
    private static Case Cores(string workload, bool busy) =>
        new(workload, 256, new Target(Own.TwoThreads, Against.OwnStep, 1 / (busy ? 0.95 : 1.8))) { TwoCores = true, OtherCoreBusy = busy };
}
