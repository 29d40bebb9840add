using System.Collections.Generic;

namespace BackpropGen.Generator.Plan;

/// <summary>Where a value lives.</summary>
/// <param name="PerRow">Whether it takes <paramref name="Units"/> numbers a row, and starts <paramref name="Start"/> × rows behind the fixed part.</param>
/// <param name="Start">Its start.</param>
/// <param name="Units">Its width.</param>
internal sealed record Place(bool PerRow, int Start, int Units);

/// <summary>One array for all values of a program: first what does not grow with the rows, then each value's rows × units block.</summary>
internal sealed class Arena
{
    private readonly Dictionary<string, Place> _places;

    public Arena(Dictionary<string, Place> places, int fixedUnits, int rowUnits)
    {
        _places = places;
        FixedUnits = fixedUnits;
        RowUnits = rowUnits;
    }

    /// <summary>Numbers whatever the rows.</summary>
    public int FixedUnits { get; }

    /// <summary>Numbers a row.</summary>
    public int RowUnits { get; }

    /// <summary>The place of a value, or null for one that lives outside: the caller's, a parameter, or nothing.</summary>
    public Place? this[string name] => _places.TryGetValue(name, out var place) ? place : null;

    public string Describe(string name) => this[name] switch
    {
        null => "outside",
        { PerRow: true } place => $"rows × {place.Start} .. rows × {place.Start + place.Units}",
        { } place => $"{place.Start} .. {place.Start + place.Units}",
    };
}
