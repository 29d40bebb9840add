using System;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// How a product is divided into chunks: groups of panels, and blocks of lines of each group (rows of the result, or inputs of a gradient). How finely depends on what
/// the parts have to do more than once.
/// </summary>
internal readonly struct Division
{
    /// <summary>
    /// Multiply-adds of the smallest chunk: 2 to 4 µs of one core at the peak of 512 bits. Starting and joining a job costs about 1 µs, claiming a chunk 0.1 µs. A
    /// product of less than two chunks is not divided. Small products are worth it also because the next, large one then finds its operands where they were written:
    /// fetching 128 KB out of the other core's cache takes 50 µs (784-128-10, 256 rows: δ¹).
    /// </summary>
    public const long ChunkMultiplyAdds = 125_000;

    /// <summary>Numbers of the smallest chunk where numbers are only moved or added: some µs out of the second cache.</summary>
    public const long ChunkNumbers = 32_768;

    /// <summary>So many chunks a thread that none is held up for long by a slow one, where chunks need nothing of each other.</summary>
    private const int ManyChunks = 12;

    /// <summary>So few chunks a thread where each may copy its columns of both operands.</summary>
    private const int FewChunks = 3;

    /// <summary>Panels a thread from which it matters little that one thread has a panel more than another.</summary>
    private const int ManyPanels = 4;

    /// <summary>Lines of the tallest tile: blocks of a multiple of it need no more edge tiles than the whole.</summary>
    private const int TileLines = 12;

    private readonly int _panels;

    private readonly int _lines;

    private readonly int _panelsOfGroup;

    private readonly int _linesOfBlock;

    private readonly int _blocks;

    private Division(int panels, int lines, int groups, int blocks)
    {
        (_panels, _lines) = (panels, lines);
        _panelsOfGroup = Quotient(panels, groups);
        _linesOfBlock = blocks == 1 ? lines : int.Min(lines, Quotient(Quotient(lines, blocks), TileLines) * TileLines);
        _blocks = Quotient(lines, _linesOfBlock);
        Chunks = _blocks * Quotient(panels, _panelsOfGroup);
    }

    /// <summary>How many chunks there are; 1 or more.</summary>
    public int Chunks { get; }

    /// <summary>The part of a chunk: lines and panels, ends excluded.</summary>
    public (int FirstLine, int EndLine, int FirstPanel, int EndPanel) this[int chunk]
    {
        get
        {
            int panel = chunk / _blocks * _panelsOfGroup;
            int line = chunk % _blocks * _linesOfBlock;
            return (line, int.Min(line + _linesOfBlock, _lines), panel, int.Min(panel + _panelsOfGroup, _panels));
        }
    }

    /// <summary>X Wᵀ: a panel's weights stay in the cache for all its rows, so panels come first.</summary>
    /// <param name="threads">Threads that share it.</param>
    /// <param name="panels">Panels of W.</param>
    /// <param name="rows">Rows of X.</param>
    /// <param name="multiplyAdds">What it costs.</param>
    public static Division Affine(int threads, int panels, int rows, long multiplyAdds)
    {
        int chunks = Worth(multiplyAdds / ChunkMultiplyAdds, threads * ManyChunks);
        return panels >= chunks ? new(panels, rows, Groups(panels, panels / chunks), 1) : new(panels, rows, panels, Quotient(chunks, panels));
    }

    /// <summary>δ W: each chunk transposes its panels, so rows are divided only where panels do not come out even.</summary>
    public static Division InputGradient(int threads, int panels, int rows, long multiplyAdds)
    {
        int chunks = Worth(multiplyAdds / ChunkMultiplyAdds, threads * ManyChunks);
        bool even = panels % threads == 0 || panels >= ManyPanels * threads;
        return panels >= chunks ? new(panels, rows, Groups(panels, panels / chunks), 1) : new(panels, rows, panels, even ? 1 : int.Min(threads, chunks));
    }

    /// <summary>δᵀ X: each chunk may copy its columns of δ and of X, so both are divided alike.</summary>
    public static Division WeightGradient(int threads, int panels, int inputs, long multiplyAdds)
    {
        int chunks = Worth(multiplyAdds / ChunkMultiplyAdds, threads * FewChunks);
        int groups = int.Min(panels, (int)Math.Sqrt(chunks));
        return new(panels, inputs, groups, Quotient(chunks, groups));
    }

    /// <summary>Something that moves or adds numbers, by panels.</summary>
    public static Division Numbers(int threads, int panels, long numbers) => new(panels, 1, int.Min(panels, Worth(numbers / ChunkNumbers, threads * ManyChunks)), 1);

    private static int Worth(long chunks, int most) => (int)long.Clamp(chunks, 1, most);

    private static int Groups(int panels, int panelsOfGroup) => Quotient(panels, panelsOfGroup);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Quotient(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
