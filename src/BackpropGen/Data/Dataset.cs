using System.Collections.Generic;

namespace BackpropGen;

/// <summary>
/// The non-generic base of <see cref="Dataset{T}"/>, by which <see cref="TrainingOptions"/> holds rows of either precision:
/// <c>dataset is Dataset&lt;float&gt; rows</c> gets back to the values.
/// </summary>
public abstract class Dataset
{
    private protected Dataset(int rowCount, int inputCount, int targetCount, IReadOnlyList<string> classNames)
    {
        RowCount = rowCount;
        InputCount = inputCount;
        TargetCount = targetCount;
        ClassNames = classNames;
    }

    /// <summary>Rows.</summary>
    public int RowCount { get; }

    /// <summary>Inputs a row.</summary>
    public int InputCount { get; }

    /// <summary>Targets a row; one a class where the targets are classes.</summary>
    public int TargetCount { get; }

    /// <summary>The classes' names, by target column, where the data came with names; else empty.</summary>
    public IReadOnlyList<string> ClassNames { get; }
}
