using System;
using System.Globalization;

namespace BackpropGen.Runtime;

/// <summary>Refuses indices that the views of parameters do not have.</summary>
internal static class ViewIndex
{
    internal static void Verify(int index, int count, string name)
    {
        if ((uint)index >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{name}: expected 0 to {count - 1}, got {index}."));
        }
    }
}
