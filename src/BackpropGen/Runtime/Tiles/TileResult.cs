using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>C ← the sums. What becomes of a tile's sums is a type whose size in bytes the JIT knows before all else: even sizes add to C, sizes above 2 are masked.</summary>
[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct StoreSums;

/// <summary>C ← C + factor × the sums.</summary>
[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct AddSums;

/// <summary>C ← the sums where the mask has bits, 0 elsewhere.</summary>
[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct StoreMaskedSums;

/// <summary>C ← C + factor × the sums where the mask has bits.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct AddMaskedSums;
