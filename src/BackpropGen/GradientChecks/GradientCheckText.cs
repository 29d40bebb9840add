using System;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>A gradient check as a table.</summary>
internal static class GradientCheckText
{
    private static readonly (string Heading, bool IsNumber)[] Columns =
    [
        ("gradient by", false), ("layer", false), ("values", true), ("kinks", true), ("largest difference", true), ("at", false), ("analytic", true), ("numeric", true), ("", false),
    ];

    /// <summary>The verdict and the table.</summary>
    public static string Write(GradientCheck check)
    {
        string[][] lines = [[.. Columns.Select(column => column.Heading)], .. check.Tensors.Select(tensor => Cells(tensor, check.Passes(tensor)))];
        int[] widths = [.. Columns.Select((_, i) => lines.Max(line => line[i].Length))];
        string verdict = check.Passed ? "right" : "WRONG: " + string.Join(", ", check.Tensors.Where(tensor => !check.Passes(tensor)).Select(tensor => tensor.Name));
        string heading = string.Create(CultureInfo.InvariantCulture, $"{check.Network.Name}: gradients against differences of the loss, {check.RowCount} {(check.RowCount == 1 ? "row" : "rows")}, tolerance {check.Tolerance:0.##e+0}: {verdict}");
        return string.Join('\n', lines.Select(line => Line(line, widths)).Prepend(heading)) + "\n";
    }

    private static string[] Cells(TensorGradientCheck tensor, bool passes) =>
    [
        tensor.Name,
        tensor.Layer,
        ReportText.Count(tensor.Count),
        ReportText.Count(tensor.KinkCount),
        tensor.LargestDifference.ToString("0.0e+0", CultureInfo.InvariantCulture),
        tensor.At,
        Number(tensor.Analytic),
        Number(tensor.Numeric),
        passes ? string.Empty : "← wrong",
    ];

    // eight digits: as many as it takes to see where two nearly equal numbers part
    private static string Number(double value) => value.ToString(Math.Abs(value) is >= 1e-3 and < 1e6 or 0 ? "G8" : "0.#######e+0", CultureInfo.InvariantCulture);

    private static string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, i) => Columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
}
