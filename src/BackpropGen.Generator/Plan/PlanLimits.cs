namespace BackpropGen.Generator.Plan;

/// <summary>The numbers that the plan decides by.</summary>
internal static class PlanLimits
{
    /// <summary>
    /// Up to so many weights a network is written out number by number, all in scalar locals: the text grows with each weight, and must stay one that
    /// people read. Not yet a measured crossover of speed.
    /// </summary>
    public const int UnrolledWeights = 48;

    /// <summary>Beyond so many values (units of all layers) a written-out network would use more locals than the JIT tracks well.</summary>
    public const int UnrolledUnits = 64;

    /// <summary>
    /// Up to so many units above, Wᵀ δ takes on f′ (a multiplication a weight in place of one a unit): the chain gets shorter by two or three cycles, while more
    /// multiplications would fill the ports. 2-2-2, single precision, on one core of a Zen 4: 24.4 ns a row with it, 25.5 without.
    /// </summary>
    public const int FoldedUnits = 4;

    /// <summary>
    /// Up to so many units in each layer, inputs included, mini-batches are computed a row a lane: tiles, whose weights are padded, would be filled badly. Steps of
    /// 64-64-64-10 on 32 rows, over the best hand-written C++ of the same run: 1.10 a row a lane, before plain descent was fused there, too, 1.20 in tiles (two runs of the comparison). Wider layers are not measured.
    /// </summary>
    public const int LaneUnits = 64;

    /// <summary>
    /// A row a lane: up to this cost, in additions, a formula over a product is applied before the product is stored: all that have no function (tanh, exp, …). A function would be eight times in the
    /// kernel, beyond what the JIT inlines, and takes so long itself that a loop of its own costs nothing. 64-64-64-10 on 32 rows: 0.965 of the time of a step, 0.955 of a prediction's.
    /// </summary>
    public const int LaneFormulaCost = 11;

    /// <summary>
    /// From so many inputs on, a network whose layers over the inputs have one unit each takes dot products with the rows as they lie, by the kernels of tiles: a row a lane, moving
    /// the rows costs more than the products. A step of 50-1 on 76 rows took 2.9 µs that way, 11.6 a row a lane. So many floats fill a register of 512 bits; where below 50 it begins to pay is not measured.
    /// </summary>
    public const int DotInputs = 16;

    /// <summary>
    /// Operations in one method. The JIT stops optimising at 60,000 bytes of IL or 2,000 locals, and stops inlining at 512 locals; an operation is
    /// estimated at 400 bytes of IL and, inlined, thirty locals; a test asks the JIT whether it optimised every method of large networks.
    /// </summary>
    public const int OperationsPerMethod = 16;

    /// <summary>Numbers that prediction keeps at once, all layers together, which bounds the scratch memory of a thread; large weights are read once for all these rows.</summary>
    public const int PredictionNumbers = 1 << 21;

    /// <summary>Rows predicted at once at most: enough that reading the weights costs little beside the products.</summary>
    public const int PredictionRows = 256;

    /// <summary>
    /// Single rows, a layer over the inputs: from so many inputs on, weights lie as rows, so that units without δ are not touched; fewer would not fill the registers.
    /// </summary>
    public const int RowInputs = 32;

    /// <summary>Single rows: up to so many outputs, weights lie as rows, which need no sums over lanes in the backward pass, and no padding of the outputs.</summary>
    public const int RowOutputs = 16;

    /// <summary>Up to so many layers steps on single rows have methods of their own: some 30 lines a layer, in a text that people read. Deeper networks take a batch of one row.</summary>
    public const int RowLayers = 8;

    /// <summary>Up to so many layers single rows are emitted in registers besides: some 40 lines a layer, again in a text that people read.</summary>
    public const int RegisterLayers = 5;

    /// <summary>
    /// Single rows: from so many weights over the inputs on, the next row's products are computed while they are updated. It saves reading them from the second-level cache
    /// (784 × 128: 0.83 of the time of a step); where they fit into the first level (32 KB) it saves nothing (64 × 64: 1.06).
    /// </summary>
    public const int AheadWeights = 1 << 13;

    /// <summary>Single rows: layers of up to so many inputs and outputs skip no zeros; lists and tiles take some 15 ns, as long as such a layer (4-16-16-3: 0.9 of the time of a step).</summary>
    public const int SmallUnits = 32;

    /// <summary>
    /// Single rows: operations in one method, a formula counting 1 and <see cref="FunctionCost"/> for each function in it. Beyond, the JIT's budget for inlining ends in the middle of
    /// a formula, and what is left of it becomes calls.
    /// </summary>
    public const int RowMethodCost = 12;

    /// <summary>The same where products are inlined, too, and values stay in registers: 4-16-16-3 predicts in one method.</summary>
    public const int RegisterMethodCost = 41;

    /// <summary>
    /// The same for plain descent, whose operations come to more. The JIT of .NET 10 inlines up to 41, too, but the compiler ahead of time of .NET 9 stops before: a step of 4-16-16-3 takes 116 ns with 41
    /// and 121 with 27, ahead of time 238 to 260 and 123.
    /// </summary>
    public const int RegisterStepCost = 27;

    /// <summary>What z = W x + b adds there.</summary>
    public const int RegisterAffineCost = 5;

    /// <summary>What the gradient by a layer's source and its update add there.</summary>
    public const int RegisterUpdateCost = 12;

    /// <summary>The same for few units, whose deltas come from a register.</summary>
    public const int NarrowUpdateCost = 4;

    /// <summary>What a function (tanh, exp, …) adds to a formula's cost in methods of rows.</summary>
    public const int FunctionCost = 3;

    /// <summary>The same in registers.</summary>
    public const int RegisterFunctionCost = 4;
}
