using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>
/// Single values in single precision, without branches: one lane of a register. Only σ has a form of its own (Functions.Single.Sigmoid.cs). Errors as
/// <see cref="ILanes{TSelf, T}"/> says. Logarithms stay with the C library, which is faster, and so does double precision, whose last digits documents show.
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

    /// <summary>a b + c, rounded once where the hardware can, else twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd<T>(T a, T b, T c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fma.IsSupported || AdvSimd.IsSupported ? T.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    // The other lanes stay 0, lest they be denormals, which make some processors slow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<float> InFirstLane(float x) => Lanes128<float>.Wrap(Vector128.CreateScalar(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float FirstLane(Lanes128<float> x) => Lanes128<float>.Unwrap(x).ToScalar();
}
