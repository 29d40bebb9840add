using System;
using System.Collections.Generic;
using System.Globalization;

namespace Lecture;

/// <summary>Figures as lines of text: name, value, what is printed, remark.</summary>
internal static class FigureTable
{
    public static void Write(string title, IEnumerable<Figure> figures)
    {
        Console.WriteLine(title);
        foreach (Figure figure in figures)
        {
            string value = figure.Value.ToString("0.000000000000", CultureInfo.InvariantCulture);
            string printed = figure.Printed is null ? string.Empty : $"printed {figure.Printed}";
            Console.WriteLine($"  {figure.Name,-20} {value,16}  {printed,-21} {figure.Remark}".TrimEnd());
        }

        Console.WriteLine();
    }
}
