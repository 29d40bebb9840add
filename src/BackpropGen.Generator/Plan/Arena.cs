using System.Collections.Generic;

namespace BackpropGen.Generator.Plan;

/// <summary>The parts of the arena, in their order.</summary>
internal enum Region
{
    /// <summary>What does not grow with the rows: one number a unit.</summary>
    Fixed,

    /// <summary>Matrices: a number for each row and unit.</summary>
    Rows,

    /// <summary>One number a row.</summary>
    Numbers,
}

/// <summary>Where a value lives.</summary>
/// <param name="Region">In which part.</param>
/// <param name="Start">Its start there; times the rows except in the fixed part.</param>
/// <param name="Width">Numbers that it takes, a row except in the fixed part: its units, rounded up to whole cache lines.</param>
internal sealed record Place(Region Region, int Start, int Width);

/// <summary>One array for all values of a program.</summary>
internal sealed class Arena
{
    private readonly Dictionary<string, Place> _places;

    public Arena(Dictionary<string, Place> places, int fixedUnits, int rowUnits, int rowNumbers)
    {
        _places = places;
        FixedUnits = fixedUnits;
        RowUnits = rowUnits;
        RowNumbers = rowNumbers;
    }

    /// <summary>Numbers whatever the rows.</summary>
    public int FixedUnits { get; }

    /// <summary>Numbers of the matrices, a row.</summary>
    public int RowUnits { get; }

    /// <summary>Single numbers, a row.</summary>
    public int RowNumbers { get; }

    /// <summary>All numbers that grow with the rows, a row.</summary>
    public int TotalPerRow => RowUnits + RowNumbers;

    /// <summary>The place of a value, or null for one that lives outside: the caller's, a parameter, or nothing.</summary>
    public Place? this[string name] => _places.TryGetValue(name, out var place) ? place : null;

    /// <summary>Where a value starts if there is one row.</summary>
    /// <param name="name">A value that has a place.</param>
    public int StartInOneRow(string name)
    {
        var place = _places[name];
        return place.Start + place.Region switch
        {
            Region.Fixed => 0,
            Region.Rows => FixedUnits,
            _ => FixedUnits + RowUnits,
        };
    }

    /// <param name="name">The value.</param>
    /// <param name="many">What matrices have many of: rows, or lanes.</param>
    public string Describe(string name, string many = "rows") => this[name] switch
    {
        null => "outside",
        { Region: Region.Fixed } place => $"{place.Start} .. {place.Start + place.Width}",
        { Region: Region.Rows } place => $"{many} × {place.Start} .. {many} × {place.Start + place.Width}",
        { } place => $"{many} × {RowUnits + place.Start} .. {many} × {RowUnits + place.Start + 1}",
    };
}
