using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>Writes a trace as a worked derivation: what is given, forward, the loss, backward, and the update.</summary>
internal sealed class TraceMarkdown<T>(NetworkTrace<T> trace, int row, int maximumLines)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StringBuilder _text = new();

    /// <summary>The whole text.</summary>
    public string Write(double? learningRate)
    {
        NetworkDescription network = trace.Network;
        Line($"# {network.Name}: forward and back");
        Line();
        Line(trace.RowCount == 1
            ? "One row in training mode. Indices count from 1; w₁₂ leads to unit 1 from unit 2; σ is the logistic function."
            : $"Row {Count(row + 1)} of a mini-batch of {Count(trace.RowCount)} in training mode; gradients are sums over all of its rows. Indices count from 1; w₁₂ leads to unit 1 from unit 2.");
        Line();
        Line($"The loss is {Units(network.LossName)}, **E = {TraceNumber.Text(trace.Loss)}**{(trace.RowCount == 1 ? "." : " as the mean over the rows.")}");
        Section("Given", TraceKind.Given, TraceKind.Parameter);
        Section("Forward pass", TraceKind.Forward);
        Section("Loss", TraceKind.Loss);
        Section("Backward pass", TraceKind.Backward, TraceKind.Gradient);
        if (learningRate is { } rate)
        {
            Update(rate);
        }

        return _text.ToString();
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    // HalfSquaredError: half squared error
    private static string Units(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));

    private void Line(string text = "") => _text.Append(text).Append('\n');

    /// <summary>1/rows, which formulas of a single row do without.</summary>
    private static bool IsMeanOverRows(TracedValue<T> value) => value.Kind == TraceKind.Given && !value.IsPerRow;

    private void Section(string title, params TraceKind[] kinds)
    {
        TracedValue<T>[] values = [.. trace.Values.Where(value => kinds.Contains(value.Kind) && !(IsMeanOverRows(value) && trace.RowCount == 1))];
        if (values.Length == 0)
        {
            return;
        }

        Line();
        Line("## " + title);
        foreach (TracedValue<T> value in values)
        {
            Line();
            Line($"**{value}**");
            Line();
            Block(Numbers(value));
        }
    }

    private void Block(IReadOnlyCollection<string> lines)
    {
        Line("```text");
        foreach (string line in lines.Take(maximumLines))
        {
            Line(line);
        }

        if (lines.Count > maximumLines)
        {
            Line($"… and {Count(lines.Count - maximumLines)} more");
        }

        Line("```");
    }

    private string[] Numbers(TracedValue<T> value)
    {
        if (value.Shape.IsMatrix)
        {
            TracedTensor? tensor = trace.TracedGradients.FirstOrDefault(each => each.Parameter == value || each.Gradient == value)?.Tensor;
            var edges =
                from to in Enumerable.Range(0, value.RowCount)
                from @from in Enumerable.Range(0, value.ColumnCount)
                where tensor is null || tensor.HasEdge(to, @from)
                select Equation(value, TraceNames.Edge(value.Name, to, @from), to, new TraceIndex(to, @from));
            return [.. edges];
        }

        int line = value.IsPerRow ? row : 0;
        return [.. Enumerable.Range(0, value.ColumnCount).Select(unit => Equation(value, value.ColumnCount == 1 && !value.Name.Contains('∂') && IsSingle(value) ? value.Name : TraceNames.Unit(value.Name, unit), line, new TraceIndex(row, unit)))];
    }

    // one number for the whole layer bears no index: E, 1/rows, a shared bias
    private static bool IsSingle(TracedValue<T> value) => value.Kind == TraceKind.Loss || value.Kind == TraceKind.Given;

    private static string Equation(TracedValue<T> value, string name, int line, TraceIndex index)
    {
        string number = TraceNumber.Text(value[line, index.Unit]);
        string? derivation = value.Derivation?.Invoke(index);
        return derivation is null || derivation == number ? $"{name} = {number}" : $"{name} = {derivation} = {number}";
    }

    private void Update(double rate)
    {
        string eta = rate.ToString("0.##########", CultureInfo.InvariantCulture);
        Line();
        Line($"## Update, η = {eta}");
        foreach (TracedGradient<T> each in trace.TracedGradients)
        {
            string name = each.Parameter.Name;
            Line();
            Line(each.Tensor.Description.Frozen ? $"**{name} is frozen**" : $"**{name} ← {name} − η {each.Gradient.Name}**");
            if (!each.Tensor.Description.Frozen)
            {
                Line();
                Block(Updated(each, rate, eta));
            }
        }
    }

    private static string[] Updated(TracedGradient<T> each, double rate, string eta)
    {
        var lines =
            from to in Enumerable.Range(0, each.Parameter.RowCount)
            from @from in Enumerable.Range(0, each.Parameter.ColumnCount)
            where each.Tensor.HasEdge(to, @from)
            let name = each.Tensor.IsMatrix ? TraceNames.Edge(each.Parameter.Name, to, @from) : TraceNames.Unit(each.Parameter.Name, @from)
            let old = each.Parameter[to, @from]
            let gradient = each.Gradient[to, @from]
            select $"{name} ← {TraceNumber.Text(old)} − {eta} · {TraceNumber.Operand(gradient)} = {TraceNumber.Text(old - (Number<T>.From(rate) * gradient))}";
        return [.. lines];
    }
}
