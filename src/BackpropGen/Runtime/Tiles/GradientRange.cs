namespace BackpropGen.Runtime;

/// <summary>Which part of a gradient is computed: some inputs of some panels.</summary>
/// <param name="FirstInput">The first input.</param>
/// <param name="EndInput">The one after the last.</param>
/// <param name="FirstPanel">The first panel.</param>
/// <param name="EndPanel">The one after the last.</param>
internal readonly record struct GradientRange(int FirstInput, int EndInput, int FirstPanel, int EndPanel);
