namespace Lecture;

/// <summary>One number of a document.</summary>
/// <param name="Name">What the document calls it.</param>
/// <param name="Value">What it is.</param>
/// <param name="Printed">What the document prints; null where it prints nothing.</param>
/// <param name="Remark">What to know about it; null where there is nothing.</param>
internal sealed record Figure(string Name, double Value, string? Printed = null, string? Remark = null);
