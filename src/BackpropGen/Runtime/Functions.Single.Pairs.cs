using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Runtime;

/// <content>Two values at once, in two lanes of a register: half the instructions, and the same results. A step that is one chain of operations is better off without.</content>
public static partial class Functions
{
    /// <inheritdoc cref="Exp{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) Exp(float x, float y) => FirstLanes(Lanes128<float>.Exp(InFirstLanes(x, y)));

    /// <inheritdoc cref="Expm1{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) Expm1(float x, float y) => FirstLanes(Lanes128<float>.Expm1(InFirstLanes(x, y)));

    /// <inheritdoc cref="Tanh{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) Tanh(float x, float y) => FirstLanes(Lanes128<float>.Tanh(InFirstLanes(x, y)));

    /// <inheritdoc cref="Softplus{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) Softplus(float x, float y) => FirstLanes(Lanes128<float>.Softplus(InFirstLanes(x, y)));

    /// <inheritdoc cref="LogCosh{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) LogCosh(float x, float y) => FirstLanes(Lanes128<float>.LogCosh(InFirstLanes(x, y)));

    /// <inheritdoc cref="Erf{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) Erf(float x, float y) => FirstLanes(Lanes128<float>.Erf(InFirstLanes(x, y)));

    /// <inheritdoc cref="Sigmoid(float)"/>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float First, float Second) Sigmoid(float x, float y)
    {
        if (!(float.Abs(x) < SigmoidIsOne && float.Abs(y) < SigmoidIsOne))
        {
            return SigmoidAtEnds(x, y);
        }

        // vectors and not Lanes128, whose interfaces the JIT would load for the first call: some 2 ms
        var (v, minusLogOfE) = (Vector128.CreateScalar(x).WithElement(1, y), Vector128.Create(MinusLogOfE));
        var (p, q, rounder) = (Vector128.Create(SigmoidP), Vector128.Create(SigmoidQ), Vector128.Create(SigmoidRounder));
        var rounded = MultiplyAdd(v, minusLogOfE, rounder);
        var power = Vector128.ShiftLeft(rounded.AsInt32(), 23).AsSingle();
        var f = MultiplyAdd(v, minusLogOfE, rounder - rounded);
        var slope = MultiplyAdd(f, Vector128.Create(1f) + power, MultiplyAdd(power, p, -p));
        var sigmoid = MultiplyAdd(f, f - p, q) / MultiplyAdd(f, slope, MultiplyAdd(power, q, q));
        return (sigmoid.ToScalar(), sigmoid.GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c) : AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(c, a, b) : (a * b) + c;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (float First, float Second) SigmoidAtEnds(float x, float y) => (Sigmoid(x), Sigmoid(y));

    // The other lanes stay 0, lest they be denormals, which make some processors slow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<float> InFirstLanes(float x, float y) => Lanes128<float>.Wrap(Vector128.CreateScalar(x).WithElement(1, y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float First, float Second) FirstLanes(Lanes128<float> x) => (Lanes128<float>.Unwrap(x).ToScalar(), Lanes128<float>.Unwrap(x).GetElement(1));
}
