namespace Lecture;

/// <summary>The gradients of <see cref="LectureNetwork"/> under the document's names.</summary>
/// <param name="Weights">∂E_total/∂w1 to ∂E_total/∂w8.</param>
/// <param name="HiddenDeltas">δ_h1 and δ_h2.</param>
/// <param name="OutputDeltas">δ_o1 and δ_o2.</param>
internal sealed record LectureGradients(double[] Weights, double[] HiddenDeltas, double[] OutputDeltas);
