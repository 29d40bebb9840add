using System.Collections.Generic;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Benchmarks;

/// <summary>How one library of peers is compiled.</summary>
/// <param name="Name">What it is called in the output.</param>
/// <param name="Source">The file under Peers.</param>
/// <param name="Flags">Definitions, folders of headers, libraries.</param>
/// <param name="EveryCompiler">Built by each compiler there is (its code is the compiler's), or by one (a library's code is not).</param>
/// <param name="NeedsAvx512">Written for AVX-512 only.</param>
internal sealed record Recipe(string Name, string Source, string[] Flags, bool EveryCompiler, bool NeedsAvx512 = false)
{
    /// <summary>All libraries of peers.</summary>
    public static readonly Recipe[] All =
    [
        new("C hand, small networks and single rows", "hand.cpp", ["-DPART=0"], true, true),
        new("C hand, tiles of 12x2", "hand.cpp", ["-DPART=1"], true, true),
        new("C hand, other tiles", "hand.cpp", ["-DPART=2"], true, true),
        new("C const", "const.cpp", [], true),
        new("C const, libm", "const.cpp", ["-DLIBM"], true),
        new("OpenBLAS", "blas.cpp", ["-lopenblas"], false),
        new("oneDNN", "blas.cpp", ["-DONEDNN", "-ldnnl"], false),
        new("Eigen", "eigen.cpp", ["-I/usr/include/eigen3", "-DEIGEN_DONT_PARALLELIZE"], false),
        new("FANN", "fann.cpp", ["-lfloatfann"], false),
    ];

    /// <summary>The probe of the core's peak.</summary>
    public static readonly Recipe Peak = new("FMA peak", "peak.cpp", [], false);

    /// <summary>What all are compiled with.</summary>
    public static readonly string[] CommonFlags =
    [
        "-std=c++17", "-O3", "-march=native", "-ffast-math", "-mprefer-vector-width=512", "-fno-exceptions", "-fno-rtti", "-fvisibility=hidden", "-fPIC", "-shared", "-w",
    ];

    /// <summary>One thread each, and OpenBLAS with its AVX-512 kernels: older versions do not know newer cores and fall back to SSE3.</summary>
    public static IEnumerable<(string Name, string Value)> Variables =>
    [
        ("OMP_NUM_THREADS", "1"), ("OPENBLAS_NUM_THREADS", "1"), ("DNNL_NUM_THREADS", "1"), ("MKL_NUM_THREADS", "1"),
        .. Avx512DQ.IsSupported ? new[] { ("OPENBLAS_CORETYPE", "SkylakeX") } : [],
    ];
}
