using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <summary>Transposes a block of numbers in registers: 16 × 16, 8 × 8 and 4 × 4 in single, 8 × 8, 4 × 4 and 2 × 2 in double precision.</summary>
internal static partial class TransposedBlock
{
    /// <summary>Whether single instructions take registers of 512 bits apart.</summary>
    public static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
    }

    /// <summary>Whether single instructions take registers of 256 bits apart.</summary>
    public static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx.IsSupported;
    }

    /// <summary>Numbers on a side of the widest block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Widest<T>() => Has512 ? Vector512<T>.Count : Has256 ? Vector256<T>.Count : Vector128<T>.Count;

    /// <summary>Copies a block of a register of 512 bits a side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy512<T>(ref T source, nint sourceStride, ref T destination, nint destinationStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Block16(ref Unsafe.As<T, float>(ref source), sourceStride, ref Unsafe.As<T, float>(ref destination), destinationStride);
        }
        else
        {
            Block8(ref Unsafe.As<T, double>(ref source), sourceStride, ref Unsafe.As<T, double>(ref destination), destinationStride);
        }
    }

    /// <summary>Copies a block of a register of 256 bits a side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy256<T>(ref T source, nint sourceStride, ref T destination, nint destinationStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Block8(ref Unsafe.As<T, float>(ref source), sourceStride, ref Unsafe.As<T, float>(ref destination), destinationStride);
        }
        else
        {
            Block4(ref Unsafe.As<T, double>(ref source), sourceStride, ref Unsafe.As<T, double>(ref destination), destinationStride);
        }
    }

    /// <summary>Copies a block of a register of 128 bits a side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy128<T>(ref T source, nint sourceStride, ref T destination, nint destinationStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Block4(ref Unsafe.As<T, float>(ref source), sourceStride, ref Unsafe.As<T, float>(ref destination), destinationStride);
        }
        else
        {
            Block2(ref Unsafe.As<T, double>(ref source), sourceStride, ref Unsafe.As<T, double>(ref destination), destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        ref float lower = ref Unsafe.Add(ref source, 4 * sourceStride);
        var (a0, a1, a2, a3) = HalfBlock8(ref source, sourceStride);
        var (b0, b1, b2, b3) = HalfBlock8(ref lower, sourceStride);
        ref float second = ref Unsafe.Add(ref destination, 4 * destinationStride);
        Store(Avx.Permute2x128(a0, b0, 0x20), ref destination, 0);
        Store(Avx.Permute2x128(a1, b1, 0x20), ref destination, destinationStride);
        Store(Avx.Permute2x128(a2, b2, 0x20), ref destination, 2 * destinationStride);
        Store(Avx.Permute2x128(a3, b3, 0x20), ref destination, 3 * destinationStride);
        Store(Avx.Permute2x128(a0, b0, 0x31), ref second, 0);
        Store(Avx.Permute2x128(a1, b1, 0x31), ref second, destinationStride);
        Store(Avx.Permute2x128(a2, b2, 0x31), ref second, 2 * destinationStride);
        Store(Avx.Permute2x128(a3, b3, 0x31), ref second, 3 * destinationStride);
    }

    /// <summary>Four rows of 8: the columns 0 to 3 in the lower halves, 4 to 7 in the upper ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>) HalfBlock8(ref float source, nint stride)
    {
        Vector256<float> a = Load256(ref source, 0), b = Load256(ref source, stride), c = Load256(ref source, 2 * stride), d = Load256(ref source, 3 * stride);
        Vector256<float> ab0 = Avx.UnpackLow(a, b), ab1 = Avx.UnpackHigh(a, b), cd0 = Avx.UnpackLow(c, d), cd1 = Avx.UnpackHigh(c, d);
        return (Avx.Shuffle(ab0, cd0, 0x44), Avx.Shuffle(ab0, cd0, 0xEE), Avx.Shuffle(ab1, cd1, 0x44), Avx.Shuffle(ab1, cd1, 0xEE));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(ref double source, nint sourceStride, ref double destination, nint destinationStride)
    {
        Vector256<double> a = Load256(ref source, 0), b = Load256(ref source, sourceStride);
        Vector256<double> c = Load256(ref source, 2 * sourceStride), d = Load256(ref source, 3 * sourceStride);
        Vector256<double> ab0 = Avx.UnpackLow(a, b), ab1 = Avx.UnpackHigh(a, b), cd0 = Avx.UnpackLow(c, d), cd1 = Avx.UnpackHigh(c, d);
        Store(Avx.Permute2x128(ab0, cd0, 0x20), ref destination, 0);
        Store(Avx.Permute2x128(ab1, cd1, 0x20), ref destination, destinationStride);
        Store(Avx.Permute2x128(ab0, cd0, 0x31), ref destination, 2 * destinationStride);
        Store(Avx.Permute2x128(ab1, cd1, 0x31), ref destination, 3 * destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(ref float source, nint sourceStride, ref float destination, nint destinationStride)
    {
        Vector128<float> a = Load(ref source, 0), b = Load(ref source, sourceStride), c = Load(ref source, 2 * sourceStride), d = Load(ref source, 3 * sourceStride);
        ref float third = ref Unsafe.Add(ref destination, 2 * destinationStride);
        (a, b) = ExchangeNeighbours(a, b);
        (c, d) = ExchangeNeighbours(c, d);
        (a, c) = ExchangeHalves(a, c);
        (b, d) = ExchangeHalves(b, d);
        Store(a, ref destination, 0);
        Store(b, ref destination, destinationStride);
        Store(c, ref third, 0);
        Store(d, ref third, destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block2(ref double source, nint sourceStride, ref double destination, nint destinationStride)
    {
        Vector128<double> a = Unsafe.As<double, Vector128<double>>(ref source);
        Vector128<double> b = Unsafe.As<double, Vector128<double>>(ref Unsafe.Add(ref source, sourceStride));
        (Vector128<float> low, Vector128<float> high) = ExchangeHalves(a.AsSingle(), b.AsSingle());
        Unsafe.As<double, Vector128<double>>(ref destination) = low.AsDouble();
        Unsafe.As<double, Vector128<double>>(ref Unsafe.Add(ref destination, destinationStride)) = high.AsDouble();
    }

    /// <summary>a₀ b₀ a₂ b₂ and a₁ b₁ a₃ b₃. Shuffles and selections are one instruction each everywhere; halves taken apart and put together would go through memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Even, Vector128<float> Odd) ExchangeNeighbours(Vector128<float> a, Vector128<float> b)
    {
        Vector128<float> keep = Vector128.Create(-1, 0, -1, 0).AsSingle();
        return (Vector128.ConditionalSelect(keep, a, Vector128.Shuffle(b, Vector128.Create(1, 0, 3, 2))),
            Vector128.ConditionalSelect(keep, Vector128.Shuffle(a, Vector128.Create(1, 0, 3, 2)), b));
    }

    /// <summary>a₀ a₁ b₀ b₁ and a₂ a₃ b₂ b₃.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) ExchangeHalves(Vector128<float> a, Vector128<float> b)
    {
        Vector128<float> keep = Vector128.Create(-1, -1, 0, 0).AsSingle();
        return (Vector128.ConditionalSelect(keep, a, Vector128.Shuffle(b, Vector128.Create(2, 3, 0, 1))),
            Vector128.ConditionalSelect(keep, Vector128.Shuffle(a, Vector128.Create(2, 3, 0, 1)), b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float source, nint index) => Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> value, ref float destination, nint index)
        => Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref destination, index)) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Load256<T>(ref T source, nint index) => Unsafe.As<T, Vector256<T>>(ref Unsafe.Add(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector256<T> value, ref T destination, nint index) => Unsafe.As<T, Vector256<T>>(ref Unsafe.Add(ref destination, index)) = value;
}
