using System;
using System.IO;

namespace BackpropGen.Runtime;

/// <summary>Writes a file such that at any moment either the old one or the new one is there, whole.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a temporary file in the same folder (a rename across file systems is a copy), flushes it to the disk and renames it.</summary>
    /// <param name="path">The file; replaced if there is one.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, Temporary(full, Path.GetRandomFileName()));
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Deletes what killed processes left of this file's temporary files. No process may be writing the file.</summary>
    public static void DeleteLeftovers(string path)
    {
        string full = Path.GetFullPath(path);
        foreach (string leftover in Directory.EnumerateFiles(Path.GetDirectoryName(full)!, Temporary(full, "*")))
        {
            File.Delete(leftover);
        }
    }

    private static string Temporary(string path, string unique) => $".{Path.GetFileName(path)}.{unique}.tmp";
}
