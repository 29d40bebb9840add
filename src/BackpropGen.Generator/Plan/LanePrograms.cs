using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>What a network does with mini-batches whose rows take a lane each.</summary>
/// <param name="Inference">Prediction and loss in inference mode.</param>
/// <param name="Training">The training step, or null for a network that only predicts.</param>
/// <param name="Scratch">Numbers a lane for one value of a layer row by row, behind the values; 0 where no kernel needs it.</param>
internal sealed record LanePrograms(Program Inference, Program? Training, int Scratch)
{
    /// <summary>Numbers of memory for each lane: all values, and the scratch.</summary>
    public int Numbers => ScratchStart((Training ?? Inference).Arena) + Scratch;

    /// <summary>Where the scratch begins: at a whole line also if a lane is a quarter of a line's numbers.</summary>
    public static int ScratchStart(Arena arena) => Layout.RoundUp(arena.TotalPerRow, 4);
}
