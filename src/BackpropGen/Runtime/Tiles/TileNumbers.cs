using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>A number as a type: its size in bytes, which the JIT knows before all else.</summary>
[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct One;

/// <summary>A number as a type: its size in bytes, which the JIT knows before all else.</summary>
[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct Two;

/// <summary>A number as a type: its size in bytes, which the JIT knows before all else.</summary>
[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct Three;

/// <summary>A number as a type: its size in bytes, which the JIT knows before all else.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct Four;

/// <summary>A number as a type: its size in bytes, which the JIT knows before all else.</summary>
[StructLayout(LayoutKind.Sequential, Size = 5)]
internal readonly struct Five;

/// <summary>A number as a type: its size in bytes, which the JIT knows before all else.</summary>
[StructLayout(LayoutKind.Sequential, Size = 6)]
internal readonly struct Six;

/// <summary>A number as a type: its size in bytes, which the JIT knows before all else.</summary>
[StructLayout(LayoutKind.Sequential, Size = 12)]
internal readonly struct Twelve;
