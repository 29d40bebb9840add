using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>Gives every value a place in one array, so that values which live at different times share theirs.</summary>
internal sealed class ArenaPlanner
{
    private readonly Dictionary<string, Place> _places = new();
    private readonly List<(int Start, int Length)> _free = new();
    private readonly SortedSet<int> _freeNumbers = new();
    private readonly HashSet<string> _outside;
    private readonly int _line;
    private int _fixedUnits;
    private int _rowUnits;
    private int _rowNumbers;

    private ArenaPlanner(IEnumerable<string> outside, int line)
    {
        _outside = new HashSet<string>(outside);
        _line = line;
    }

    /// <summary>Plans the values of operations in their order.</summary>
    /// <param name="operations">What is computed, in order.</param>
    /// <param name="live">Values that must outlive the last operation.</param>
    /// <param name="outside">Values that need no place.</param>
    /// <param name="line">What a matrix's width is rounded up to: the numbers of a cache line, or 1.</param>
    public static Arena Plan(IReadOnlyList<Operation> operations, IEnumerable<string> live, IEnumerable<string> outside, int line)
    {
        var planner = new ArenaPlanner(outside, line);
        var single = operations.SelectMany(operation => operation.Parts).ToArray();
        var lastUse = LastUses(single, live);
        var time = 0;
        foreach (var operation in operations)
        {
            planner.Step(operation, time, lastUse);
            time += operation.Parts.Count;
        }

        return new Arena(planner._places, planner._fixedUnits, planner._rowUnits, planner._rowNumbers);
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

    /// <summary>Parts of one operation run side by side, number by number: what one of them frees another may not take.</summary>
    private void Step(Operation operation, int time, Dictionary<string, int> lastUse)
    {
        var freed = operation.Parts.SelectMany((part, index) => Single(part, time + index, lastUse)).ToList();
        freed.ForEach(Release);
    }

    /// <summary>Finds a place for a result. Gives the places that nothing needs any more.</summary>
    private IReadOnlyList<Place> Single(Operation operation, int time, Dictionary<string, int> lastUse)
    {
        var dying = operation.Operands.Distinct().Where(name => lastUse[name] == time && _places.TryGetValue(name, out var place) && place.Region != Region.Fixed).ToList();
        var result = operation.Result;
        var needsPlace = result.Extent != Extent.Scalar && !_outside.Contains(result.Name);
        var reused = needsPlace ? dying.FirstOrDefault(name => MayOverwrite(operation, name)) : null;
        if (reused is not null)
        {
            _places[result.Name] = _places[reused];
            dying.Remove(reused);
        }
        else if (needsPlace)
        {
            _places[result.Name] = Take(result);
        }

        if (needsPlace && lastUse[result.Name] == time && _places[result.Name].Region != Region.Fixed)
        {
            dying.Add(result.Name);
        }

        return dying.Select(name => _places[name]).ToArray();
    }

    /// <summary>Whether the result may take an operand's place: a formula reads each number before it writes there, a matrix product does not.</summary>
    private bool MayOverwrite(Operation operation, string operand) =>
        operation is Map && RegionOf(operation.Result) == _places[operand].Region && WidthOf(operation.Result) == _places[operand].Width;

    private static Region RegionOf(Value value) => value.Extent switch { Extent.Unit => Region.Fixed, Extent.Row => Region.Numbers, _ => Region.Rows };

    private int WidthOf(Value value) => value.Extent == Extent.Row ? 1 : Layout.RoundUp(value.Units, _line);

    private Place Take(Value value)
    {
        var (region, width) = (RegionOf(value), WidthOf(value));
        return new Place(region, region switch { Region.Fixed => TakeFixed(width), Region.Numbers => TakeNumber(), _ => TakeRows(width) }, width);
    }

    private int TakeFixed(int width)
    {
        _fixedUnits += width;
        return _fixedUnits - width;
    }

    private int TakeNumber()
    {
        if (_freeNumbers.Count == 0)
        {
            return _rowNumbers++;
        }

        var start = _freeNumbers.Min;
        _freeNumbers.Remove(start);
        return start;
    }

    private int TakeRows(int width)
    {
        // the smallest gap that fits
        var gap = _free.Where(free => free.Length >= width).OrderBy(free => free.Length).ThenBy(free => free.Start).FirstOrDefault();
        if (gap.Length >= width)
        {
            _free.Remove(gap);
            if (gap.Length > width)
            {
                _free.Add((gap.Start + width, gap.Length - width));
            }

            return gap.Start;
        }

        _rowUnits += width;
        return _rowUnits - width;
    }

    private void Release(Place place)
    {
        if (place.Region == Region.Numbers)
        {
            _freeNumbers.Add(place.Start);
            return;
        }

        var (start, length) = (place.Start, place.Width);
        foreach (var neighbour in _free.Where(free => free.Start + free.Length == place.Start || free.Start == place.Start + place.Width).ToArray())
        {
            _free.Remove(neighbour);
            start = System.Math.Min(start, neighbour.Start);
            length += neighbour.Length;
        }

        _free.Add((start, length));
    }
}
