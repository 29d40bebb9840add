namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>One tensor of the canonical order.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Frozen">Whether training leaves it alone.</param>
/// <param name="Centre">The middle of values that keep a network's signals near 1.</param>
/// <param name="Spread">How far such values go from the middle.</param>
internal sealed record ParameterRange(int Start, int Count, bool Frozen, double Centre, double Spread);
