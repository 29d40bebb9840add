namespace BackpropGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic of BackpropGen, in ranges of ids: 0xxx the class, 1xxx layers and shapes, 2xxx training, 9xxx internal. A mistake that makes the network
/// impossible is an error, what is surely not meant a warning, advice an info. Each id has a page under docs/diagnostics and a row in AnalyzerReleases.
/// </summary>
internal static partial class DiagnosticDescriptors
{
    private const string Declaration = "BackpropGen.Declaration";
    private const string Layers = "BackpropGen.Layers";
    private const string Training = "BackpropGen.Training";
    private const string Internal = "BackpropGen.Internal";
    private const string Pages = "https://github.com/backpropgen/backpropgen/blob/main/docs/diagnostics/";
}
