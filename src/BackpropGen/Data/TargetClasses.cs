using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Which class each row of a data set belongs to, by its targets alone.</summary>
internal static class TargetClasses
{
    /// <summary>How many there are: the target columns; 2 for a single one.</summary>
    public static int Count(Dataset data) => Math.Max(2, data.TargetCount);

    /// <summary>The class of each row: the column of the largest target; of a single column, 1 above the middle between its least and its largest value (0 and 1, or −1 and 1), else 0.</summary>
    public static int[] Of<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T middle = data.TargetCount == 1 && data.RowCount > 0 ? Middle(data.Targets) : T.Zero;
        var classes = new int[data.RowCount];
        for (int row = 0; row < classes.Length; row++)
        {
            classes[row] = Classes.Predict(data.TargetRow(row), middle);
        }

        return classes;
    }

    private static T Middle<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T least = values[0];
        T largest = values[0];
        foreach (T value in values)
        {
            least = T.Min(least, value);
            largest = T.Max(largest, value);
        }

        return (least + largest) / T.CreateChecked(2);
    }
}
