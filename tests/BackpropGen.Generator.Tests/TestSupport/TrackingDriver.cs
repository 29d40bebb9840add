using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>A generator driver that remembers the steps it ran.</summary>
internal static class TrackingDriver
{
    public static GeneratorDriver Create()
        => CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(Sources.Language),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
