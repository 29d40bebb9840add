using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>How many functions are tried: the variable <c>BACKPROPGEN_FUNCTIONS</c>, 40 without it; 10,000 are the whole.</summary>
internal static class FunctionCount
{
    public const int GroupSize = 40;

    public static TheoryData<int> Groups => [.. Enumerable.Range(0, (Count + GroupSize - 1) / GroupSize)];

    private static int Count => int.Parse(Environment.GetEnvironmentVariable("BACKPROPGEN_FUNCTIONS") ?? "40", CultureInfo.InvariantCulture);
}
