using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <summary>
/// Asks for lines of memory that the next tile or the end of this one will touch, while the sums run: they lie in rows at a stride, which the caches do not foresee.
/// Measured at 2048 × 2048, 256 rows: dW 81 → 87 %, dX 81 → 85 % of the peak.
/// </summary>
internal static class Prefetch
{
    /// <summary>What is smaller stays in the second cache anyway: a quarter of 1 MB.</summary>
    private const int FarBytes = 256 * 1024;

    /// <summary>Whether a matrix is so large that it pays.</summary>
    /// <param name="numbers">Numbers from its first to its last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays<T>(long numbers)
        where T : unmanaged
        => Sse.IsSupported && numbers * Unsafe.SizeOf<T>() > FarBytes;

    /// <summary>
    /// The line that stands two lines after a number, for the second cache: where a tile reads a few numbers of each of many rows, the next tiles read those beside them.
    /// Measured at 784 × 128, 256 rows, dW: 87 → 93 % of the peak, in double precision 72 → 88 %.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Beside<T>(ref readonly T number)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref Unsafe.AsRef(in number), 2 * PanelLayout.Alignment<T>())));
        }
    }

    /// <summary>Some numbers of some rows.</summary>
    /// <remarks>The instruction takes a pointer, hence the unsafe context; it touches nothing, so the pointer need not stay right while the collector moves things.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Rows<T>(ref readonly T first, nint stride, int rows, int numbers)
        where T : unmanaged
    {
        ref T row = ref Unsafe.AsRef(in first);
        for (; rows > 0; rows--)
        {
            for (nint i = 0; i < numbers; i += PanelLayout.Alignment<T>())
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref row, i)));
            }

            row = ref Unsafe.Add(ref row, stride);
        }
    }
}
