using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>
/// Single values in single precision without branches: one lane of a register. Errors as <see cref="ILanes{TSelf, T}"/> says. Logarithms stay with the C library, which is
/// faster, and so does double precision, whose last digits documents show.
/// </content>
public static partial class Functions
{
    /// <inheritdoc cref="Exp{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => FirstLane(Lanes128<float>.Exp(InFirstLane(x)));

    /// <inheritdoc cref="Expm1{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Expm1(float x) => FirstLane(Lanes128<float>.Expm1(InFirstLane(x)));

    /// <inheritdoc cref="Tanh{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => FirstLane(Lanes128<float>.Tanh(InFirstLane(x)));

    /// <inheritdoc cref="Softplus{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => FirstLane(Lanes128<float>.Softplus(InFirstLane(x)));

    /// <inheritdoc cref="LogCosh{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogCosh(float x) => FirstLane(Lanes128<float>.LogCosh(InFirstLane(x)));

    /// <inheritdoc cref="Erf{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erf(float x) => FirstLane(Lanes128<float>.Erf(InFirstLane(x)));

    /// <inheritdoc cref="Sigmoid{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Avx512DQ.IsSupported ? SigmoidByReduction(x) : FirstLane(Lanes128<float>.Sigmoid(InFirstLane(x)));

    /// <summary>a b + c, rounded once where the hardware can, else twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd<T>(T a, T b, T c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fma.IsSupported || AdvSimd.IsSupported ? T.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    /// <summary>1 / (1 + 2ⁿ 2ᶠ) with −x log₂ e = n + f, 0 ≤ f &lt; 1.</summary>
    /// <remarks>
    /// An instruction each gives f and 2ⁿ, both right at infinities, and 2ⁿ early, so that the chain of operations on which the next layer waits is short. The polynomial is
    /// exact at 0 and has the least greatest relative error, 8·10⁻⁸, of which σ takes a quarter at most (weighted least squares, the weights following the errors, in 34 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SigmoidByReduction(float x)
    {
        const byte Floor = 1;
        Vector128<float> y = Vector128.CreateScalarUnsafe(x * -1.44269504f);
        float f = Avx512DQ.ReduceScalar(y, y, Floor).ToScalar();
        float power = Avx512F.ScaleScalar(Vector128.CreateScalarUnsafe(1f), y).ToScalar();
        float low = MultiplyAdd(f, 0.6931513132f, 1);

        // The addend keeps ∞ · 0 away and is lost otherwise.
        float ff = MultiplyAdd(f, f, 1e-30f);
        float high = MultiplyAdd(ff, MultiplyAdd(f, 0.001867139006f, 0.009017005215f), MultiplyAdd(f, 0.05579993808f, 0.24016444f));
        return 1 / MultiplyAdd(power * ff, high, MultiplyAdd(power, low, 1));
    }

    // The other lanes stay 0, lest they be denormals, which make some processors slow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<float> InFirstLane(float x) => Lanes128<float>.Wrap(Vector128.CreateScalar(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float FirstLane(Lanes128<float> x) => Lanes128<float>.Unwrap(x).ToScalar();
}
