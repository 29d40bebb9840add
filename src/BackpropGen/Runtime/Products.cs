using System.ComponentModel;
using System.Runtime.CompilerServices;
#if !NET9_0_OR_GREATER
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
#endif

namespace BackpropGen.Runtime;

/// <summary>Sums of products as emitted code writes them, term after term: <c>b.AddProduct(w0, x0).AddProduct(w1, x1)</c> is b + w₀x₀ + w₁x₁.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Products
{
    /// <summary>sum + a b, rounded once where the hardware can, else twice.</summary>
    /// <param name="sum">What the product is added to.</param>
    /// <param name="a">One factor.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AddProduct(this float sum, float a, float b)
    {
#if NET9_0_OR_GREATER
        return float.MultiplyAddEstimate(a, b, sum);
#else
        if (Fma.IsSupported)
        {
            return Fma.MultiplyAddScalar(Vector128.CreateScalarUnsafe(a), Vector128.CreateScalarUnsafe(b), Vector128.CreateScalarUnsafe(sum)).ToScalar();
        }

        if (AdvSimd.IsSupported)
        {
            return AdvSimd.FusedMultiplyAddScalar(Vector64.CreateScalarUnsafe(sum), Vector64.CreateScalarUnsafe(a), Vector64.CreateScalarUnsafe(b)).ToScalar();
        }

        return (a * b) + sum;
#endif
    }
}
