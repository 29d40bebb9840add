using System;
using System.IO;

namespace BackpropGen.Tests.Checkpoints;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("checkpoints").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public string[] Files => Directory.GetFiles(_path);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
