using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>Gives every value a place in one array, so that values which live at different times share theirs.</summary>
internal sealed class ArenaPlanner
{
    private readonly Dictionary<string, Place> _places = new();
    private readonly List<(int Start, int Length)> _free = new();
    private readonly HashSet<string> _outside;
    private int _fixedUnits;
    private int _rowUnits;

    private ArenaPlanner(IEnumerable<string> outside) => _outside = new HashSet<string>(outside);

    /// <summary>Plans the values of operations in their order.</summary>
    /// <param name="operations">What is computed, in order.</param>
    /// <param name="live">Values that must outlive the last operation.</param>
    /// <param name="outside">Values that need no place.</param>
    public static Arena Plan(IReadOnlyList<Operation> operations, IEnumerable<string> live, IEnumerable<string> outside)
    {
        var planner = new ArenaPlanner(outside);
        var lastUse = LastUses(operations, live);
        for (var i = 0; i < operations.Count; i++)
        {
            planner.Step(operations[i], i, lastUse);
        }

        return new Arena(planner._places, planner._fixedUnits, planner._rowUnits);
    }

    private static Dictionary<string, int> LastUses(IReadOnlyList<Operation> operations, IEnumerable<string> live)
    {
        var uses = new Dictionary<string, int>();
        for (var i = 0; i < operations.Count; i++)
        {
            foreach (var operand in operations[i].Operands.Append(operations[i].Result.Name))
            {
                uses[operand] = i;
            }
        }

        foreach (var name in live)
        {
            uses[name] = operations.Count;
        }

        return uses;
    }

    private void Step(Operation operation, int time, Dictionary<string, int> lastUse)
    {
        var dying = operation.Operands.Distinct().Where(name => lastUse[name] == time && _places.TryGetValue(name, out var place) && place.PerRow).ToList();
        var result = operation.Result;
        var needsPlace = result.Extent != Extent.Scalar && !_outside.Contains(result.Name);

        // a formula may write over an operand that it is the last to read: number by number it reads first
        var reused = operation is Map && needsPlace ? dying.FirstOrDefault(name => _places[name].Units == Width(result) && result.Extent != Extent.Unit) : null;
        if (reused is not null)
        {
            _places[result.Name] = _places[reused];
            dying.Remove(reused);
        }
        else if (needsPlace)
        {
            _places[result.Name] = result.Extent == Extent.Unit ? TakeFixed(result.Units) : TakeRows(Width(result));
        }

        dying.ForEach(name => Release(_places[name]));
        if (needsPlace && lastUse[result.Name] == time && _places[result.Name].PerRow)
        {
            Release(_places[result.Name]);
        }
    }

    private static int Width(Value value) => value.Extent == Extent.Row ? 1 : value.Units;

    private Place TakeFixed(int units)
    {
        var place = new Place(false, _fixedUnits, units);
        _fixedUnits += units;
        return place;
    }

    private Place TakeRows(int units)
    {
        // the smallest gap that fits
        var gap = _free.Where(free => free.Length >= units).OrderBy(free => free.Length).ThenBy(free => free.Start).FirstOrDefault();
        if (gap.Length >= units)
        {
            _free.Remove(gap);
            if (gap.Length > units)
            {
                _free.Add((gap.Start + units, gap.Length - units));
            }

            return new Place(true, gap.Start, units);
        }

        var place = new Place(true, _rowUnits, units);
        _rowUnits += units;
        return place;
    }

    private void Release(Place place)
    {
        var (start, length) = (place.Start, place.Units);
        foreach (var neighbour in _free.Where(free => free.Start + free.Length == place.Start || free.Start == place.Start + place.Units).ToArray())
        {
            _free.Remove(neighbour);
            start = System.Math.Min(start, neighbour.Start);
            length += neighbour.Length;
        }

        _free.Add((start, length));
    }
}
