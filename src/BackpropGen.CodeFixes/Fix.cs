using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BackpropGen.CodeFixes;

/// <summary>One way to mend what a diagnostic reports.</summary>
/// <param name="Title">What the editor calls it.</param>
/// <param name="Key">What tells it from other ways to mend the same, for all places that are mended at once.</param>
/// <param name="Apply">The mended solution.</param>
internal sealed record Fix(string Title, string Key, Func<Solution, CancellationToken, Task<Solution>> Apply);
