using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Memory of emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Workspace
{
    /// <summary>Bytes of a step's working memory.</summary>
    /// <param name="fixedCount">Numbers whatever the rows.</param>
    /// <param name="perRow">Numbers a row.</param>
    /// <param name="rows">Rows of the mini-batch.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public static long Bytes<T>(int fixedCount, int perRow, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return Unsafe.SizeOf<T>() * (fixedCount + ((long)perRow * rows));
    }

    /// <summary>running ← 0.9 running + 0.1 correction · batch: momentum 0.1, as in Ioffe and Szegedy (2015).</summary>
    /// <param name="running">One number a unit.</param>
    /// <param name="batch">The mini-batch's, as many.</param>
    /// <param name="correction">What makes the mini-batch's number unbiased.</param>
    public static void Blend<T>(Span<T> running, ReadOnlySpan<T> batch, double correction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < running.Length; i++)
        {
            running[i] = Number<T>.From((0.9 * Number<T>.ToDouble(running[i])) + (0.1 * correction * Number<T>.ToDouble(batch[i])));
        }
    }
}
