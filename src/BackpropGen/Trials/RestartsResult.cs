using System.Collections.Generic;

namespace BackpropGen;

/// <summary>Trainings from several first parameters.</summary>
/// <param name="Best">The one with the lowest loss, the first of equals: the network has its parameters.</param>
/// <param name="All">All of them, by seed.</param>
public sealed record RestartsResult(Restart Best, IReadOnlyList<Restart> All);

/// <summary>One training from the first parameters of a seed.</summary>
/// <param name="Seed">The seed of <c>Initialize</c>.</param>
/// <param name="Training">How it went.</param>
/// <param name="Evaluation">What it came to, of the validation data, else of the training data.</param>
public sealed record Restart(ulong Seed, TrainingResult Training, Evaluation Evaluation);
