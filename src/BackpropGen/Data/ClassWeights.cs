using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Weights for <see cref="TrainingOptions.ClassWeights"/>.</summary>
public static class ClassWeights
{
    /// <summary>Weights that make all classes count the same: rows / (classes · rows of the class); 0 for a class without rows.</summary>
    /// <param name="data">At least one row. A row's class is the column of its largest target; of a single target, which side of the middle between the least and the largest one it lies on.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static IReadOnlyList<double> Balanced<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.RowCount == 0)
        {
            throw new ArgumentException("The data must have at least one row.", nameof(data));
        }

        var sizes = new int[TargetClasses.Count(data)];
        foreach (int c in TargetClasses.Of(data))
        {
            sizes[c]++;
        }

        return [.. sizes.Select(size => size == 0 ? 0 : (double)data.RowCount / (sizes.Length * size))];
    }
}
