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
    public static int NextRows(int left, int columns)
    {
        if (MaxColumns == 4 && columns <= 2 && (left == 12 || left >= 16))
        {
            return 12;
        }

        return left is 7 or 8 or 9 ? (left + 1) / 2 : int.Min(left, 6);
    }

    /// <summary>Runs the tile of a shape.</summary>
    public static void Run<TUpdate>(int rows, int columns, ref readonly TileOperands<T> operands, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        if (columns == 2)
        {
            Run<Two, TUpdate>(rows, in operands, update);
        }
        else if (MaxColumns == 4)
        {
            RunOthers(rows, columns, in operands, update);
        }
    }

    private static void RunOthers<TUpdate>(int rows, int columns, ref readonly TileOperands<T> operands, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        switch (columns)
        {
            case 1:
                Run<One, TUpdate>(rows, in operands, update);
                break;
            case 3:
                Run<Three, TUpdate>(rows, in operands, update);
                break;
            default:
                Run<Four, TUpdate>(rows, in operands, update);
                break;
        }
    }

    private static void Run<TColumns, TUpdate>(int rows, ref readonly TileOperands<T> operands, TUpdate update)
        where TColumns : struct, ITileSize
        where TUpdate : struct, IWeightUpdate<T>
    {
        switch (rows)
        {
            case 1:
                Tile<TLanes, TVector, T, One, TColumns>.Run(in operands, update);
                break;
            case 2:
                Tile<TLanes, TVector, T, Two, TColumns>.Run(in operands, update);
                break;
            case 3:
                Tile<TLanes, TVector, T, Three, TColumns>.Run(in operands, update);
                break;
            case 4:
                Tile<TLanes, TVector, T, Four, TColumns>.Run(in operands, update);
                break;
            case 5:
                Tile<TLanes, TVector, T, Five, TColumns>.Run(in operands, update);
                break;
            case 6:
                Tile<TLanes, TVector, T, Six, TColumns>.Run(in operands, update);
                break;
            default:
                Tile<TLanes, TVector, T, Twelve, TColumns>.Run(in operands, update);
                break;
        }
    }
}
