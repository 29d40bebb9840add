using System.Collections.Generic;

namespace BackpropGen.Generator.Testing;

/// <summary>How a test framework marks tests.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="Marker">The metadata name of the type by which it is recognised: the attribute of a test.</param>
/// <param name="Class">The attribute of a class of tests; empty if there is none.</param>
/// <param name="Method">The attribute of a test.</param>
internal sealed record TestFramework(string Name, string Marker, string Class, string Method)
{
    /// <summary>Those that are known; of several in a project the first counts.</summary>
    public static IReadOnlyList<TestFramework> All { get; } = new[]
    {
        new TestFramework("xUnit", "Xunit.FactAttribute", "", "[global::Xunit.Fact]"),
        new TestFramework("NUnit", "NUnit.Framework.TestAttribute", "[global::NUnit.Framework.TestFixture]", "[global::NUnit.Framework.Test]"),
        new TestFramework(
            "MSTest",
            "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute",
            "[global::Microsoft.VisualStudio.TestTools.UnitTesting.TestClass]",
            "[global::Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod]"),
    };
}
