using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>σ of one value in single precision: short latency, for networks whose steps are one chain of dependent operations.</content>
public static partial class Functions
{
    /// <summary>Beyond it 1 − σ(x) is less than a unit in the last place.</summary>
    private const float SigmoidIsOne = 16;

    /// <summary>Below it σ(x) is less than 10⁻³⁶, and 2ⁿ times the coefficients would overflow.</summary>
    private const float SigmoidIsZero = -84;

    private const float SigmoidP = 8.677838f, SigmoidQ = 25.039105f;

    /// <summary>Adding it rounds to a whole number, which then stands in the low bits, biased as an exponent is.</summary>
    private const float SigmoidRounder = (3 << 22) + 127;

    /// <summary>To base 2.</summary>
    private const float MinusLogOfE = -1.44269504f;

    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ): right to 2.2·10⁻⁷ (absolute), ½ at 0, 1 from 16 on, 0 from −84 down, never beyond them.</summary>
    /// <remarks>
    /// e⁻ˣ = 2ⁿ 2ᶠ with n whole and |f| ≤ ½, and 2ᶠ = (f² + p f + q) / (f² − p f + q) to 4.3·10⁻⁷ (p and q: the least largest relative error on [−½, ½], found by
    /// nested golden section searches). So σ(x) = (f² − p f + q) / ((1 + 2ⁿ)(f² + q) − (1 − 2ⁿ) p f): one division, and 2ⁿ is there before f is. Ends are branches, for
    /// a branch that is foreseen takes no time, where limiting the argument would lie on the chain.
    /// </remarks>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x)
    {
        if (!(float.Abs(x) < SigmoidIsOne))
        {
            if (x > 0)
            {
                return 1;
            }

            if (!(x > SigmoidIsZero))
            {
                return x < 0 ? 0 : x; // NaN
            }
        }

        float rounded = SigmoidRounder.AddProduct(x, MinusLogOfE);
        float power = Vector128.ShiftLeft(Vector128.CreateScalarUnsafe(rounded).AsInt32(), 23).AsSingle().ToScalar(); // 2ⁿ
        float f = (SigmoidRounder - rounded).AddProduct(x, MinusLogOfE);
        float numerator = SigmoidQ.AddProduct(f, f - SigmoidP);
        float denominator = SigmoidQ.AddProduct(power, SigmoidQ).AddProduct(f, (-SigmoidP).AddProduct(power, SigmoidP).AddProduct(f, 1 + power));
        return numerator / denominator;
    }
}
