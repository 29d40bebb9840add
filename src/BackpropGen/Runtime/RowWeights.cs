using System;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Weights of rows: the loss is Σ w ℓ / Σ w over the rows. No weights are all the same weight, and the loss is the mean.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowWeights
{
    /// <summary>Checks weights and gives their sum; without weights the number of rows.</summary>
    /// <param name="rowWeights">The argument <c>rowWeights</c>: one a row, or none.</param>
    /// <param name="rows">Rows.</param>
    /// <exception cref="ArgumentException">Another number of weights; one that is negative or not finite; or a sum that is 0 or not finite.</exception>
    public static double Total<T>(ReadOnlySpan<T> rowWeights, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rowWeights.IsEmpty)
        {
            return rows;
        }

        if (rowWeights.Length != rows)
        {
            throw Refusal(nameof(rowWeights), $"expected {rows} weights, one a row, or none, got {rowWeights.Length}.");
        }

        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            double weight = Number<T>.ToDouble(rowWeights[row]);
            sum += weight >= 0 && double.IsFinite(weight) ? weight : throw Refusal(nameof(rowWeights), $"expected a finite number that is not negative, got {weight} for row {row}.");
        }

        return sum > 0 ? sum : throw Refusal(nameof(rowWeights), $"expected at least one weight above 0, and all {rows} are 0.");
    }

    /// <summary>What the loss of each row is multiplied with: its weight, or 1 without weights, over the total.</summary>
    /// <param name="rowWeights">One a row, or none.</param>
    /// <param name="total">By what the sum of the row losses is divided.</param>
    /// <param name="scale">One number a row; overwritten.</param>
    public static void Scale<T>(ReadOnlySpan<T> rowWeights, double total, Span<T> scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rowWeights.IsEmpty)
        {
            scale.Fill(Number<T>.From(1 / total));
            return;
        }

        for (int row = 0; row < scale.Length; row++)
        {
            scale[row] = Number<T>.From(Number<T>.ToDouble(rowWeights[row]) / total);
        }
    }

    /// <summary>Σ w ℓ over some rows, or Σ ℓ without weights; accumulated in double.</summary>
    /// <param name="losses">One number a row.</param>
    /// <param name="rowWeights">The weights of all rows, or none.</param>
    /// <param name="start">The first row's index.</param>
    public static double Sum<T>(ReadOnlySpan<T> losses, ReadOnlySpan<T> rowWeights, int start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rowWeights.IsEmpty)
        {
            return Number<T>.ToDouble(Kernels.Sum(losses));
        }

        double sum = 0;
        for (int row = 0; row < losses.Length; row++)
        {
            sum += Number<T>.ToDouble(losses[row]) * Number<T>.ToDouble(rowWeights[start + row]);
        }

        return sum;
    }

    /// <summary>A row's weight; 1 without weights.</summary>
    public static T Of<T>(ReadOnlySpan<T> rowWeights, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => rowWeights.IsEmpty ? T.One : rowWeights[row];

    /// <summary>The weights of some rows, a row a lane; 1 without weights, and 0 in lanes without a row.</summary>
    /// <param name="rowWeights">The weights of all rows, or none.</param>
    /// <param name="row">The first row.</param>
    /// <param name="count">How many rows.</param>
    public static TLanes Load<TLanes, T>(ReadOnlySpan<T> rowWeights, int row, int count)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => rowWeights.IsEmpty ? TLanes.KeepFirst(TLanes.Create(T.One), count) : TLanes.LoadFirst(rowWeights, row, count);

    private static ArgumentException Refusal(string argument, FormattableString message) => new($"{argument}: {message.ToString(CultureInfo.InvariantCulture)}", argument);
}
