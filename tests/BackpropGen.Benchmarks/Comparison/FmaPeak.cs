using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Benchmarks;

/// <summary>The fused multiply-adds one core can do: independent chains that touch no memory, in C if there is a compiler, else in C#.</summary>
internal sealed unsafe class FmaPeak
{
    private const int Rounds = 100_000;

    private readonly delegate* unmanaged<nint, double> _c;

    public FmaPeak(string? library)
    {
        if (library is not null)
        {
            nint handle = NativeLibrary.Load(library);
            if (!(Vector512.IsHardwareAccelerated && NativeLibrary.TryGetExport(handle, "peak512", out nint function)))
            {
                function = NativeLibrary.GetExport(handle, "peak256");
            }

            _c = (delegate* unmanaged<nint, double>)function;
        }
    }

    /// <summary>Whether the probe in C is there.</summary>
    public bool HasC => _c != null;

    /// <summary>One short measurement.</summary>
    public double SecondsPerFlop(Func<double> clock) => Time(clock, HasC);

    /// <summary>The same by the C or the C# probe.</summary>
    public double Time(Func<double> clock, bool inC)
    {
        double before = clock();
        double flops = inC ? _c(Rounds) : Vector512.IsHardwareAccelerated ? Chains512(Rounds) : Chains256(Rounds);
        return (clock() - before) / flops;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Chains512(int rounds)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(1e-3f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Keep(Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l), rounds * 12.0 * 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Chains256(int rounds)
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(1e-3f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector256.MultiplyAddEstimate(a, x, y);
            b = Vector256.MultiplyAddEstimate(b, x, y);
            c = Vector256.MultiplyAddEstimate(c, x, y);
            d = Vector256.MultiplyAddEstimate(d, x, y);
            e = Vector256.MultiplyAddEstimate(e, x, y);
            f = Vector256.MultiplyAddEstimate(f, x, y);
            g = Vector256.MultiplyAddEstimate(g, x, y);
            h = Vector256.MultiplyAddEstimate(h, x, y);
            i = Vector256.MultiplyAddEstimate(i, x, y);
            j = Vector256.MultiplyAddEstimate(j, x, y);
            k = Vector256.MultiplyAddEstimate(k, x, y);
            l = Vector256.MultiplyAddEstimate(l, x, y);
        }

        return Keep(Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l), rounds * 12.0 * 16);
    }

    /// <summary>The count, made to depend on the result so that no compiler leaves the work out.</summary>
    private static double Keep(float result, double flops) => float.IsNaN(result) ? 0 : flops;
}
