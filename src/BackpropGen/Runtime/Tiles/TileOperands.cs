namespace BackpropGen.Runtime;

/// <summary>What a register tile works on: C[row, column] = start[row, column] + Σₖ A[row, k] B[k, column].</summary>
internal ref struct TileOperands<T>
{
    /// <summary>A[0, 0].</summary>
    public ref T A;

    /// <summary>Numbers from A[row, k] to A[row + 1, k].</summary>
    public nint ARow;

    /// <summary>Numbers from A[row, k] to A[row, k + 1].</summary>
    public nint AStep;

    /// <summary>B[0, 0]; columns lie side by side.</summary>
    public ref T B;

    /// <summary>Numbers from B[k, column] to B[k + 1, column].</summary>
    public nint BStep;

    /// <summary>How many k there are, 1 or more.</summary>
    public nint Terms;

    /// <summary>What the sums start from.</summary>
    public ref T Start;

    /// <summary>Numbers from one row of starts to the next; 0 if all rows start alike.</summary>
    public nint StartRow;

    /// <summary>C[0, 0]; columns lie side by side.</summary>
    public ref T C;

    /// <summary>Numbers from one row of C to the next.</summary>
    public nint CRow;

    /// <summary>Lanes of all bits where a column counts, of none where it is padding; not used without masks.</summary>
    public ref T Mask;

    /// <summary>What the sums are multiplied by before they are added to C; not used where they replace it.</summary>
    public T Factor;
}
