using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// How a product is divided into chunks: groups of panels, and where those are too few, blocks of lines (rows of the result, or inputs of a gradient) of each panel.
/// A thread that takes a panel reads its weights only once for all lines.
/// </summary>
internal readonly struct Division
{
    /// <summary>
    /// Multiply-adds of the smallest chunk: 3 to 5 µs of one core at the peak of 512 bits. Starting and joining a job costs about 1 µs, claiming a chunk 0.1 µs, and
    /// threads that are not equally fast wait for each other half a chunk. A product of less than two chunks is not divided.
    /// </summary>
    public const long ChunkMultiplyAdds = 250_000;

    /// <summary>Numbers of the smallest chunk where numbers are only moved or added: some µs out of the second cache.</summary>
    public const long ChunkNumbers = 32_768;

    /// <summary>More chunks than threads, since none of them may be held up for long by a slow one.</summary>
    public const int ChunksPerThread = 12;

    /// <summary>Lines of the tallest tile: blocks of a multiple of it need no more edge tiles than the whole.</summary>
    private const int TileLines = 12;

    private readonly int _panels;

    private readonly int _lines;

    private readonly int _panelsOfGroup;

    private readonly int _linesOfBlock;

    private readonly int _blocks;

    private Division(int panels, int lines, int panelsOfGroup, int linesOfBlock)
    {
        (_panels, _lines, _panelsOfGroup, _linesOfBlock) = (panels, lines, panelsOfGroup, linesOfBlock);
        _blocks = Quotient(lines, linesOfBlock);
        Chunks = _blocks * Quotient(panels, panelsOfGroup);
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

    /// <summary>Divides a product of so many multiply-adds.</summary>
    /// <param name="threads">Threads that share it.</param>
    /// <param name="panels">Its panels.</param>
    /// <param name="lines">Its lines; 1 if they must not be divided.</param>
    /// <param name="multiplyAdds">What it costs.</param>
    public static Division Product(int threads, int panels, int lines, long multiplyAdds) => Of(threads, panels, lines, multiplyAdds / ChunkMultiplyAdds);

    /// <summary>Divides something by panels that moves or adds so many numbers.</summary>
    public static Division Numbers(int threads, int panels, long numbers) => Of(threads, panels, 1, numbers / ChunkNumbers);

    private static Division Of(int threads, int panels, int lines, long worth)
    {
        int wanted = (int)long.Min(long.Max(worth, 1), threads * (long)ChunksPerThread);
        if (panels >= wanted || lines == 1)
        {
            return new Division(panels, lines, Quotient(panels, wanted), lines);
        }

        int blocks = Quotient(wanted, panels);
        return new Division(panels, lines, 1, int.Min(lines, Quotient(Quotient(lines, blocks), TileLines) * TileLines));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Quotient(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
