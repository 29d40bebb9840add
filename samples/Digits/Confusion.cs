using System;
using System.Globalization;
using System.Linq;
using BackpropGen;
using Spectre.Console;

namespace Digits;

/// <summary>How often each digit was taken for which: rows are the digits, columns what the network says.</summary>
internal static class Confusion
{
    public static Table Table(DigitNetwork network, Dataset<float> data)
    {
        int[,] counts = Count(network, data);
        var table = new Table().Border(TableBorder.Ascii).AddColumn("digit");
        table.AddColumns([.. Digits.Select(digit => new TableColumn(Text(digit)).RightAligned())]);
        foreach (int digit in Digits)
        {
            table.AddRow([Text(digit), .. Digits.Select(said => counts[digit, said] == 0 ? "." : Text(counts[digit, said]))]);
        }

        return table;
    }

    private static int[] Digits => [.. Enumerable.Range(0, DigitNetwork.OutputCount)];

    private static int[,] Count(DigitNetwork network, Dataset<float> data)
    {
        var counts = new int[DigitNetwork.OutputCount, DigitNetwork.OutputCount];
        for (int row = 0; row < data.RowCount; row++)
        {
            int digit = data.TargetRow(row).IndexOf(1f);
            counts[digit, network.PredictClass(data.InputRow(row))]++;
        }

        return counts;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
