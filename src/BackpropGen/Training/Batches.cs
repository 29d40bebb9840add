namespace BackpropGen.Runtime;

/// <summary>How the rows of an epoch are parted into mini-batches: all of one size but for the last one, which takes what is left.</summary>
internal readonly struct Batches
{
    private readonly int _rows;
    private readonly int _size;

    /// <summary>Parts rows into batches.</summary>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="size">Rows a batch, from 1 to <paramref name="rows"/>.</param>
    /// <param name="joinSingle">Whether a single last row joins the batch before it.</param>
    public Batches(int rows, int size, bool joinSingle)
    {
        _rows = rows;
        _size = size;
        bool join = joinSingle && rows > size && rows % size == 1;
        Count = (rows / size) + (rows % size == 0 || join ? 0 : 1);
        MaxSize = size + (join ? 1 : 0);
    }

    /// <summary>Rows a batch, but for the last.</summary>
    public int Requested => _size;

    /// <summary>Steps an epoch.</summary>
    public int Count { get; }

    /// <summary>Rows of the largest batch.</summary>
    public int MaxSize { get; }

    /// <summary>The first row of a batch.</summary>
    public int Start(int batch) => batch * _size;

    /// <summary>How many rows a batch has.</summary>
    public int Size(int batch) => batch == Count - 1 ? _rows - Start(batch) : _size;
}
