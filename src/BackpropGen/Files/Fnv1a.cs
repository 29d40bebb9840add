using System;
using System.Globalization;

namespace BackpropGen.Runtime;

/// <summary>
/// The 64-bit hash FNV-1a (Fowler, Noll and Vo): the same on every machine. Each step is a bijection, so that one changed byte always changes the hash.
/// It guards against damage, not against forgery.
/// </summary>
internal struct Fnv1a
{
    /// <summary>Characters of <see cref="ToString"/>.</summary>
    public const int TextLength = 16;

    private ulong _hash;

    /// <summary>The hash of nothing.</summary>
    public static Fnv1a Start => new() { _hash = 0xCBF29CE484222325 };

    /// <summary>Takes bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        ulong hash = _hash;
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        _hash = hash;
    }

    /// <summary>16 hexadecimal digits.</summary>
    public override readonly string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);
}
