using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>How a program ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    /// <summary>The output of a program that must not fail.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}:\n{Output}");
        return Output;
    }
}
