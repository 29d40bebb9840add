using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>What a network does with mini-batches whose rows take a lane each.</summary>
/// <param name="Inference">Prediction and loss in inference mode.</param>
/// <param name="Training">The training step, or null for a network that only predicts.</param>
/// <param name="Scratch">Numbers a lane for a layer's inputs row by row, behind the values.</param>
internal sealed record LanePrograms(Program Inference, Program? Training, int Scratch)
{
    /// <summary>Numbers of memory for each lane: all values, and the scratch.</summary>
    public int Numbers => (Training ?? Inference).Arena.TotalPerRow + Scratch;
}
