using System;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>Parting rows such that each class is in all parts alike.</summary>
internal static class Stratification
{
    /// <summary>How many rows of each class belong to a part: its share rounded down, and the rest to the classes with the largest remainders, the first of equals.</summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="count">Classes.</param>
    /// <param name="part">Rows of the part.</param>
    public static int[] Shares(int[] classes, int count, int part)
    {
        var sizes = new int[count];
        foreach (int c in classes)
        {
            sizes[c]++;
        }

        int[] shares = [.. sizes.Select(size => (int)((long)size * part / classes.Length))];
        int rest = part - shares.Sum();
        foreach (int c in Enumerable.Range(0, count).OrderByDescending(c => (long)sizes[c] * part % classes.Length).Take(rest))
        {
            shares[c]++;
        }

        return shares;
    }

    /// <summary>The rows class by class, each class in the order given: dealt out one after the other, every fold gets its share of each.</summary>
    public static int[] ByClass(int[] order, int[] classes) => [.. order.OrderBy(row => classes[row])];
}
