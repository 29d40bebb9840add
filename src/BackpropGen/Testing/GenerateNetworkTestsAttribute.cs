using System;

namespace BackpropGen;

/// <summary>
/// Adds to a test project a class of tests that prove what a network promises: right gradients, no allocation, determinism, files that keep it as it is, predictions on
/// many threads. For xUnit, NUnit or MSTest, whichever the project references (of several, the first in this order).
/// </summary>
/// <param name="network">The network: defined in the project or a referenced one, generated or written by hand, with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GenerateNetworkTestsAttribute(Type network) : Attribute
{
    /// <summary>The network.</summary>
    public Type Network { get; } = network;
}
