using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Blocks of registers of 512 bits: each line that is written is written whole.</content>
internal static partial class TransposedBlock
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block16(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        var (a0, a1, a2, a3) = FourRows(ref source, sourceStride);
        var (b0, b1, b2, b3) = FourRows(ref Unsafe.Add(ref source, 4 * sourceStride), sourceStride);
        var (c0, c1, c2, c3) = FourRows(ref Unsafe.Add(ref source, 8 * sourceStride), sourceStride);
        var (d0, d1, d2, d3) = FourRows(ref Unsafe.Add(ref source, 12 * sourceStride), sourceStride);
        nint four = 4 * destinationStride;
        StoreParts(a0, b0, c0, d0, ref destination, four);
        StoreParts(a1, b1, c1, d1, ref Unsafe.Add(ref destination, destinationStride), four);
        StoreParts(a2, b2, c2, d2, ref Unsafe.Add(ref destination, 2 * destinationStride), four);
        StoreParts(a3, b3, c3, d3, ref Unsafe.Add(ref destination, 3 * destinationStride), four);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(ref double source, nint sourceStride, ref double destination, nint destinationStride)
    {
        var (a0, a1) = TwoRows(ref source, sourceStride);
        var (b0, b1) = TwoRows(ref Unsafe.Add(ref source, 2 * sourceStride), sourceStride);
        var (c0, c1) = TwoRows(ref Unsafe.Add(ref source, 4 * sourceStride), sourceStride);
        var (d0, d1) = TwoRows(ref Unsafe.Add(ref source, 6 * sourceStride), sourceStride);
        nint two = 2 * destinationStride;
        StoreParts(a0, b0, c0, d0, ref destination, two);
        StoreParts(a1, b1, c1, d1, ref Unsafe.Add(ref destination, destinationStride), two);
    }

    /// <summary>Four rows of 16: the k-th result has in its p-th part of 128 bits column 4 p + k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) FourRows(ref float source, nint stride)
    {
        Vector512<float> a = Load512(ref source, 0), b = Load512(ref source, stride), c = Load512(ref source, 2 * stride), d = Load512(ref source, 3 * stride);
        Vector512<float> ab0 = Avx512F.UnpackLow(a, b), ab1 = Avx512F.UnpackHigh(a, b), cd0 = Avx512F.UnpackLow(c, d), cd1 = Avx512F.UnpackHigh(c, d);
        return (Avx512F.Shuffle(ab0, cd0, 0x44), Avx512F.Shuffle(ab0, cd0, 0xEE), Avx512F.Shuffle(ab1, cd1, 0x44), Avx512F.Shuffle(ab1, cd1, 0xEE));
    }

    /// <summary>Two rows of 8: the k-th result has in its p-th part of 128 bits column 2 p + k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double>, Vector512<double>) TwoRows(ref double source, nint stride)
    {
        Vector512<double> a = Load512(ref source, 0), b = Load512(ref source, stride);
        return (Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b));
    }

    /// <summary>The p-th parts of 128 bits of all four, for each p a register, at a stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreParts(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float destination, nint stride)
    {
        Vector512<float> abEven = Avx512F.Shuffle4x128(a, b, 0x88), abOdd = Avx512F.Shuffle4x128(a, b, 0xDD);
        Vector512<float> cdEven = Avx512F.Shuffle4x128(c, d, 0x88), cdOdd = Avx512F.Shuffle4x128(c, d, 0xDD);
        Store(Avx512F.Shuffle4x128(abEven, cdEven, 0x88), ref destination, 0);
        Store(Avx512F.Shuffle4x128(abOdd, cdOdd, 0x88), ref destination, stride);
        Store(Avx512F.Shuffle4x128(abEven, cdEven, 0xDD), ref destination, 2 * stride);
        Store(Avx512F.Shuffle4x128(abOdd, cdOdd, 0xDD), ref destination, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreParts(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, ref double destination, nint stride)
        => StoreParts(a.AsSingle(), b.AsSingle(), c.AsSingle(), d.AsSingle(), ref Unsafe.As<double, float>(ref destination), 2 * stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Load512<T>(ref T source, nint index) => Unsafe.As<T, Vector512<T>>(ref Unsafe.Add(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> value, ref float destination, nint index) => Unsafe.As<float, Vector512<float>>(ref Unsafe.Add(ref destination, index)) = value;
}
