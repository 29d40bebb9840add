using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>Where a surface lies at or above a level: of each square of its grid the part within, its border interpolated linearly along the square's sides.</summary>
/// <param name="height">The surface's height at a row and column.</param>
/// <param name="rows">Rows of points.</param>
/// <param name="columns">Columns of points.</param>
internal sealed class MarchingSquares(System.Func<int, int, double> height, int rows, int columns)
{
    /// <summary>The region at or above a level, as an SVG path in units of the grid: (column, row).</summary>
    public string Region(double level, System.Func<double, double> x, System.Func<double, double> y)
    {
        var path = new StringBuilder();
        for (int row = 0; row < rows - 1; row++)
        {
            int start = -1;
            for (int column = 0; column < columns; column++)
            {
                bool isWhole = column < columns - 1 && Corners(row, column).All(corner => corner.Height >= level);
                if (isWhole)
                {
                    // whole squares side by side are one rectangle
                    start = start < 0 ? column : start;
                    continue;
                }

                if (start >= 0)
                {
                    Append(path, [(start, row), (column, row), (column, row + 1), (start, row + 1)], x, y);
                    start = -1;
                }

                if (column < columns - 1)
                {
                    Append(path, Part(row, column, level), x, y);
                }
            }
        }

        return path.ToString();
    }

    /// <summary>The border at a level, as an SVG path.</summary>
    public string Border(double level, System.Func<double, double> x, System.Func<double, double> y)
    {
        var path = new StringBuilder();
        for (int row = 0; row < rows - 1; row++)
        {
            for (int column = 0; column < columns - 1; column++)
            {
                List<(double X, double Y)> crossings = [.. Sides(row, column).SelectMany(side => Crossing(side.From, side.To, level))];
                for (int i = 0; i + 1 < crossings.Count; i += 2)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x(crossings[i].X):0.#} {y(crossings[i].Y):0.#}L{x(crossings[i + 1].X):0.#} {y(crossings[i + 1].Y):0.#}");
                }
            }
        }

        return path.ToString();
    }

    private static void Append(StringBuilder path, IReadOnlyList<(double X, double Y)> polygon, System.Func<double, double> x, System.Func<double, double> y)
    {
        for (int i = 0; i < polygon.Count && polygon.Count > 2; i++)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x(polygon[i].X):0.#} {y(polygon[i].Y):0.#}{(i == polygon.Count - 1 ? "Z" : "")}");
        }
    }

    private static IEnumerable<(double X, double Y)> Crossing(Corner from, Corner to, double level)
    {
        if (double.IsFinite(from.Height) && double.IsFinite(to.Height) && (from.Height >= level) != (to.Height >= level))
        {
            double share = (level - from.Height) / (to.Height - from.Height);
            yield return (from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
        }
    }

    /// <summary>Around the square: corners within, and where the level crosses its sides.</summary>
    private List<(double X, double Y)> Part(int row, int column, double level)
    {
        var polygon = new List<(double X, double Y)>();
        foreach ((Corner from, Corner to) in Sides(row, column))
        {
            if (from.Height >= level)
            {
                polygon.Add((from.X, from.Y));
            }

            polygon.AddRange(Crossing(from, to, level));
        }

        return polygon;
    }

    private IEnumerable<(Corner From, Corner To)> Sides(int row, int column)
    {
        Corner[] corners = Corners(row, column);
        return corners.Select((corner, i) => (corner, corners[(i + 1) % 4]));
    }

    private Corner[] Corners(int row, int column) => [At(row, column), At(row, column + 1), At(row + 1, column + 1), At(row + 1, column)];

    private Corner At(int row, int column) => new(column, row, height(row, column));

    private readonly record struct Corner(double X, double Y, double Height);
}
