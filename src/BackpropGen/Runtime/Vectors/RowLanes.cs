using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <summary>Moves between rows of few values in memory and registers with a row a lane, a register a value: what is there row after row becomes one value of many rows. Not checked: the rows must all be there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowLanes
{
    private const byte Evens = 0b10_00_10_00, Odds = 0b11_01_11_01, MiddlePairs = 0b11_01_10_00;

    /// <summary>Every other value, beginning with the first: the first value of rows of two.</summary>
    /// <param name="values">The rows.</param>
    /// <param name="index">Where the first row begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LoadEven<TLanes>(ref readonly float values, nint index)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes low = TLanes.Load(in values, index), high = TLanes.Load(in values, index + TLanes.Count);
        if (typeof(TLanes) == typeof(Lanes512<float>) && Avx512F.IsSupported)
        {
            return Wrap<TLanes>(Avx512F.PermuteVar16x32x2(In512(low), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), In512(high)));
        }

        if (typeof(TLanes) == typeof(Lanes256<float>) && Avx2.IsSupported)
        {
            return Wrap<TLanes>(Avx2.Permute4x64(Avx.Shuffle(In256(low), In256(high), Evens).AsDouble(), MiddlePairs).AsSingle());
        }

        if (typeof(TLanes) == typeof(Lanes128<float>) && Sse.IsSupported)
        {
            return Wrap<TLanes>(Sse.Shuffle(In128(low), In128(high), Evens));
        }

        return typeof(TLanes) == typeof(Lanes128<float>) && AdvSimd.Arm64.IsSupported ? Wrap<TLanes>(AdvSimd.Arm64.UnzipEven(In128(low), In128(high))) : LoadColumn<TLanes>(in values, index, 2);
    }

    /// <summary>Every other value, beginning with the second: the second value of rows of two.</summary>
    /// <param name="values">The rows.</param>
    /// <param name="index">Where the first row begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LoadOdd<TLanes>(ref readonly float values, nint index)
        where TLanes : struct, ILanes<TLanes, float>
    {
        TLanes low = TLanes.Load(in values, index), high = TLanes.Load(in values, index + TLanes.Count);
        if (typeof(TLanes) == typeof(Lanes512<float>) && Avx512F.IsSupported)
        {
            return Wrap<TLanes>(Avx512F.PermuteVar16x32x2(In512(low), Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), In512(high)));
        }

        if (typeof(TLanes) == typeof(Lanes256<float>) && Avx2.IsSupported)
        {
            return Wrap<TLanes>(Avx2.Permute4x64(Avx.Shuffle(In256(low), In256(high), Odds).AsDouble(), MiddlePairs).AsSingle());
        }

        if (typeof(TLanes) == typeof(Lanes128<float>) && Sse.IsSupported)
        {
            return Wrap<TLanes>(Sse.Shuffle(In128(low), In128(high), Odds));
        }

        return typeof(TLanes) == typeof(Lanes128<float>) && AdvSimd.Arm64.IsSupported ? Wrap<TLanes>(AdvSimd.Arm64.UnzipOdd(In128(low), In128(high))) : LoadColumn<TLanes>(in values, index + 1, 2);
    }

    /// <summary>Writes rows of two values.</summary>
    /// <param name="first">The first value of each row.</param>
    /// <param name="second">The second.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="index">Where the first row begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs<TLanes>(TLanes first, TLanes second, ref float destination, nint index)
        where TLanes : struct, ILanes<TLanes, float>
    {
        if (typeof(TLanes) == typeof(Lanes512<float>) && Avx512F.IsSupported)
        {
            TLanes.Store(Wrap<TLanes>(Avx512F.PermuteVar16x32x2(In512(first), Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), In512(second))), ref destination, index);
            TLanes.Store(Wrap<TLanes>(Avx512F.PermuteVar16x32x2(In512(first), Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), In512(second))), ref destination, index + TLanes.Count);
        }
        else if (typeof(TLanes) == typeof(Lanes256<float>) && Avx2.IsSupported)
        {
            Vector256<float> a = Avx2.Permute4x64(In256(first).AsDouble(), MiddlePairs).AsSingle(), b = Avx2.Permute4x64(In256(second).AsDouble(), MiddlePairs).AsSingle();
            TLanes.Store(Wrap<TLanes>(Avx.UnpackLow(a, b)), ref destination, index);
            TLanes.Store(Wrap<TLanes>(Avx.UnpackHigh(a, b)), ref destination, index + TLanes.Count);
        }
        else if (typeof(TLanes) == typeof(Lanes128<float>) && Sse.IsSupported)
        {
            TLanes.Store(Wrap<TLanes>(Sse.UnpackLow(In128(first), In128(second))), ref destination, index);
            TLanes.Store(Wrap<TLanes>(Sse.UnpackHigh(In128(first), In128(second))), ref destination, index + TLanes.Count);
        }
        else
        {
            StoreColumn(first, ref destination, index, 2);
            StoreColumn(second, ref destination, index + 1, 2);
        }
    }

    /// <summary>One value of each row.</summary>
    /// <param name="values">The rows.</param>
    /// <param name="index">Where that value is in the first row.</param>
    /// <param name="stride">Values a row.</param>
    public static TLanes LoadColumn<TLanes>(ref readonly float values, nint index, int stride)
        where TLanes : struct, ILanes<TLanes, float>
    {
        Span<float> lanes = stackalloc float[TLanes.Count];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = Unsafe.Add(ref Unsafe.AsRef(in values), index + (lane * stride));
        }

        return TLanes.Load(lanes, 0);
    }

    /// <summary>Writes one value of each row.</summary>
    /// <param name="value">The values.</param>
    /// <param name="destination">The rows.</param>
    /// <param name="index">Where that value is in the first row.</param>
    /// <param name="stride">Values a row.</param>
    public static void StoreColumn<TLanes>(TLanes value, ref float destination, nint index, int stride)
        where TLanes : struct, ILanes<TLanes, float>
    {
        Span<float> lanes = stackalloc float[TLanes.Count];
        TLanes.Store(value, lanes, 0);
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            Unsafe.Add(ref destination, index + (lane * stride)) = lanes[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> In512<TLanes>(TLanes value)
        where TLanes : struct => Unsafe.BitCast<TLanes, Vector512<float>>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> In256<TLanes>(TLanes value)
        where TLanes : struct => Unsafe.BitCast<TLanes, Vector256<float>>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> In128<TLanes>(TLanes value)
        where TLanes : struct => Unsafe.BitCast<TLanes, Vector128<float>>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Wrap<TLanes>(Vector512<float> value)
        where TLanes : struct => Unsafe.BitCast<Vector512<float>, TLanes>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Wrap<TLanes>(Vector256<float> value)
        where TLanes : struct => Unsafe.BitCast<Vector256<float>, TLanes>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Wrap<TLanes>(Vector128<float> value)
        where TLanes : struct => Unsafe.BitCast<Vector128<float>, TLanes>(value);
}
