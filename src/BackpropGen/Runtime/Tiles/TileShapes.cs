using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Divides rows and columns into tiles, and finds the method for each shape.</summary>
internal static class TileShapes<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Registers of columns of the widest tile: 4 of 512 bits, 2 of those of which there are only 16.</summary>
    public static int MaxColumns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<TVector>() == 64 ? 4 : 2;
    }

    /// <summary>How many rows the next tile takes.</summary>
    /// <remarks>6, or 12 narrow ones; the last 7, 8 or 9 in two tiles of about the same size, since tiles of 1 or 2 rows have too few sums in flight.</remarks>
    /// <param name="left">Rows left, 1 or more.</param>
    /// <param name="columns">Registers of columns of the tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextRows(int left, int columns)
    {
        if (MaxColumns == 4 && columns <= 2 && (left == 12 || left >= 16))
        {
            return 12;
        }

        return left is 7 or 8 or 9 ? (left + 1) / 2 : int.Min(left, 6);
    }

    /// <summary>Runs the tile of a shape.</summary>
    /// <typeparam name="TStart"><see cref="One"/>: all rows start from the same numbers; <see cref="Two"/>: each from its own.</typeparam>
    /// <typeparam name="TAhead"><see cref="Two"/>: A's lines are asked for ahead; <see cref="One"/>: they are not.</typeparam>
    /// <typeparam name="TResult"><see cref="StoreSums"/> and what stands beside it.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TStart, TAhead, TResult>(int rows, int columns, ref readonly TileOperands<T> operands)
        where TStart : struct
        where TAhead : struct
        where TResult : struct
    {
        if (columns == 2)
        {
            Run<Two, TStart, TAhead, TResult>(rows, in operands);
        }
        else if (MaxColumns == 4)
        {
            RunOthers<TStart, TAhead, TResult>(rows, columns, in operands);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunOthers<TStart, TAhead, TResult>(int rows, int columns, ref readonly TileOperands<T> operands)
        where TStart : struct
        where TAhead : struct
        where TResult : struct
    {
        switch (columns)
        {
            case 1:
                Run<One, TStart, TAhead, TResult>(rows, in operands);
                break;
            case 3:
                Run<Three, TStart, TAhead, TResult>(rows, in operands);
                break;
            default:
                Run<Four, TStart, TAhead, TResult>(rows, in operands);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TColumns, TStart, TAhead, TResult>(int rows, ref readonly TileOperands<T> operands)
        where TColumns : struct
        where TStart : struct
        where TAhead : struct
        where TResult : struct
    {
        switch (rows)
        {
            case 1:
                Tile<TLanes, TVector, T, One, TColumns>.Run<TStart, TAhead, TResult>(in operands);
                break;
            case 2:
                Tile<TLanes, TVector, T, Two, TColumns>.Run<TStart, TAhead, TResult>(in operands);
                break;
            case 3:
                Tile<TLanes, TVector, T, Three, TColumns>.Run<TStart, TAhead, TResult>(in operands);
                break;
            case 4:
                Tile<TLanes, TVector, T, Four, TColumns>.Run<TStart, TAhead, TResult>(in operands);
                break;
            case 5:
                Tile<TLanes, TVector, T, Five, TColumns>.Run<TStart, TAhead, TResult>(in operands);
                break;
            case 6:
                Tile<TLanes, TVector, T, Six, TColumns>.Run<TStart, TAhead, TResult>(in operands);
                break;
            default:
                Tile<TLanes, TVector, T, Twelve, TColumns>.Run<TStart, TAhead, TResult>(in operands);
                break;
        }
    }
}
