using System;

namespace BackpropGen.Runtime;

/// <summary>Orders of rows that are a pure function of a seed and a stream's number (Fisher–Yates over <see cref="RandomStream"/>).</summary>
internal static class Permutation
{
    /// <summary>The numbers from 0 to <paramref name="count"/> − 1, shuffled.</summary>
    public static int[] Of(int count, ulong seed, ulong stream)
    {
        var order = new int[count];
        Fill(order, seed, stream);
        return order;
    }

    /// <summary>The same, into a buffer.</summary>
    public static void Fill(Span<int> order, ulong seed, ulong stream)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var random = new RandomStream(seed, stream);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
