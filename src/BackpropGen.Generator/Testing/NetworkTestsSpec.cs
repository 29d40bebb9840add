namespace BackpropGen.Generator.Testing;

/// <summary>A class of tests to be written for one network.</summary>
/// <remarks>Immutable, equal by value, without symbols, syntax or locations.</remarks>
/// <param name="Namespace">The network's namespace, keywords escaped; empty for the global one.</param>
/// <param name="ClassName">The name of the class of tests.</param>
/// <param name="Network">The network's type, fully qualified.</param>
/// <param name="Precision"><c>float</c> or <c>double</c>.</param>
/// <param name="Trains">Whether the network learns; else it only predicts.</param>
/// <param name="Framework">Whose attributes mark the tests.</param>
/// <param name="HintName">The name of the file.</param>
internal sealed record NetworkTestsSpec(string Namespace, string ClassName, string Network, string Precision, bool Trains, TestFramework Framework, string HintName);
