namespace BackpropGen;

/// <summary>The floating-point type of a network's parameters and values.</summary>
public enum Precision
{
    /// <summary><see cref="float"/>, 32 bits.</summary>
    Single,

    /// <summary><see cref="double"/>, 64 bits.</summary>
    Double,
}

/// <summary>Which biases a dense layer has.</summary>
public enum Bias
{
    /// <summary>One for each unit.</summary>
    PerNeuron,

    /// <summary>One for the whole layer; its gradient is the sum over the units.</summary>
    Shared,

    /// <summary>None.</summary>
    None,
}

/// <summary>How a dense layer's weights get their first values. Fan-in is the number of a unit's edges, fan-out the number of units.</summary>
public enum Initializer
{
    /// <summary><see cref="HeNormal"/> for the ReLU family, <see cref="LecunNormal"/> for Selu, <see cref="XavierUniform"/> for the rest.</summary>
    Auto,

    /// <summary>Normal with variance 2 / fan-in (He et al., 2015).</summary>
    HeNormal,

    /// <summary>Uniform in ±√(6 / fan-in).</summary>
    HeUniform,

    /// <summary>Normal with variance 2 / (fan-in + fan-out) (Glorot and Bengio, 2010).</summary>
    XavierNormal,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)).</summary>
    XavierUniform,

    /// <summary>Normal with variance 1 / fan-in (LeCun et al., 1998).</summary>
    LecunNormal,

    /// <summary>Uniform in ±√(3 / fan-in).</summary>
    LecunUniform,

    /// <summary>Uniform in ±1/√fan-in, biases too: what PyTorch does by default.</summary>
    FanInUniform,

    /// <summary>All zero.</summary>
    Zeros,
}
