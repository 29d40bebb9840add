using System.Runtime.CompilerServices;
using VerifyTests;

namespace BackpropGen.Generator.Tests.Snapshots;

/// <summary>Only with the real library: see SnapshotEngine in the project file.</summary>
internal static class VerifyEngine
{
    [ModuleInitializer]
    public static void Initialize() => VerifySourceGenerators.Initialize();
}
