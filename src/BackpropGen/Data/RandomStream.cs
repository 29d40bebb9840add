using System;

namespace BackpropGen.Runtime;

/// <summary>
/// Random numbers for shuffling, the same on every machine and in every version: xoshiro256** (Blackman and Vigna, 2018), its state
/// filled by splitmix64 (Steele et al., 2014) from a seed and the number of a stream.
/// </summary>
internal struct RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>A stream of its own for each pair.</summary>
    public RandomStream(ulong seed, ulong stream)
    {
        ulong x = Mix(Mix(seed + GoldenGamma) ^ (stream + GoldenGamma));
        _a = Mix(x += GoldenGamma);
        _b = Mix(x += GoldenGamma);
        _c = Mix(x += GoldenGamma);
        _d = Mix(x + GoldenGamma);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9;
        ulong t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 to <paramref name="bound"/> − 1, all equally likely (Lemire, 2019).</summary>
    public int Below(int bound)
    {
        ulong range = (ulong)bound;
        ulong high = Math.BigMul(Next(), range, out ulong low);
        if (low < range)
        {
            ulong threshold = (0 - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(Next(), range, out low);
            }
        }

        return (int)high;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
