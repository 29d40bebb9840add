namespace BackpropGen;

/// <summary>The function a = f(z) that follows a layer's weighted sum.</summary>
public enum Activation
{
    /// <summary>f(z) = z.</summary>
    Identity,

    /// <summary>The logistic function, f(z) = 1 / (1 + e⁻ᶻ).</summary>
    Sigmoid,

    /// <summary>f(z) = ln(1 / (1 + e⁻ᶻ)).</summary>
    LogSigmoid,

    /// <summary>f(z) = tanh z.</summary>
    Tanh,

    /// <summary>f(z) = max(0, z); the slope at 0 is 0.</summary>
    ReLU,

    /// <summary>f(z) = min(max(0, z), 6); the slope at 0 and 6 is 0.</summary>
    ReLU6,

    /// <summary>f(z) = z for z &gt; 0, else 0.01 z.</summary>
    LeakyReLU,

    /// <summary>f(z) = z for z &gt; 0, else eᶻ − 1.</summary>
    Elu,

    /// <summary>The self-normalising function λ z for z &gt; 0, else λ α (eᶻ − 1), with λ = 1.0507… and α = 1.6732… (Klambauer et al., 2017).</summary>
    Selu,

    /// <summary>f(z) = ln(1 + eᶻ).</summary>
    Softplus,

    /// <summary>f(z) = z / (1 + |z|).</summary>
    Softsign,

    /// <summary>f(z) = z Φ(z), with Φ the standard normal distribution function, by erf.</summary>
    Gelu,

    /// <summary>The tanh approximation of <see cref="Gelu"/>: ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))).</summary>
    GeluTanh,

    /// <summary>f(z) = z / (1 + e⁻ᶻ), also called Swish.</summary>
    Silu,

    /// <summary>f(z) = z tanh(ln(1 + eᶻ)).</summary>
    Mish,

    /// <summary>f(z) = z clipped to [−1, 1].</summary>
    HardTanh,

    /// <summary>f(z) = z / 6 + ½ clipped to [0, 1].</summary>
    HardSigmoid,

    /// <summary>f(z) = z times the hard sigmoid of z.</summary>
    HardSwish,

    /// <summary>pᵢ = e^zᵢ / Σₖ e^zₖ over the units of one row.</summary>
    Softmax,
}
