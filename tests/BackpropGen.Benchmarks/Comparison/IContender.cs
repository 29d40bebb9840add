using System;

namespace BackpropGen.Benchmarks;

/// <summary>A network in one implementation, run in one way over the same data as the others.</summary>
internal interface IContender
{
    string Name { get; }

    Mode Mode { get; }

    /// <summary>Ours, and so never left out.</summary>
    bool IsOwn { get; }

    /// <summary>Ours with another algorithm than plain descent in single precision: nothing to compare parameters with.</summary>
    bool IsVariant { get; }

    /// <summary>Sets all parameters, in canonical order.</summary>
    void Set(ReadOnlySpan<float> parameters);

    /// <summary>Copies all parameters, in canonical order.</summary>
    void Get(Span<float> parameters);

    /// <summary>Goes over the first rows of the data once.</summary>
    void Pass(int rows);

    /// <summary>The outputs of the last prediction.</summary>
    ReadOnlySpan<float> Outputs { get; }
}
