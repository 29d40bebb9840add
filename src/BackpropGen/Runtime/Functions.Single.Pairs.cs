using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

        var (v, minusLogOfE) = (InFirstLanes(x, y), Lanes128<float>.Create(MinusLogOfE));
        var (p, q, rounder) = (Lanes128<float>.Create(SigmoidP), Lanes128<float>.Create(SigmoidQ), Lanes128<float>.Create(SigmoidRounder));
        var rounded = Lanes128<float>.MultiplyAdd(v, minusLogOfE, rounder);
        var power = Lanes128<float>.ShiftToExponent(rounded);
        var f = Lanes128<float>.MultiplyAdd(v, minusLogOfE, rounder - rounded);
        var slope = Lanes128<float>.MultiplyAdd(f, Lanes128<float>.Create(1) + power, Lanes128<float>.MultiplyAdd(power, p, -p));
        return FirstLanes(Lanes128<float>.MultiplyAdd(f, f - p, q) / Lanes128<float>.MultiplyAdd(f, slope, Lanes128<float>.MultiplyAdd(power, q, q)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (float First, float Second) SigmoidAtEnds(float x, float y) => (Sigmoid(x), Sigmoid(y));

    // The other lanes stay 0, lest they be denormals, which make some processors slow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<float> InFirstLanes(float x, float y) => Lanes128<float>.Wrap(Vector128.CreateScalar(x).WithElement(1, y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float First, float Second) FirstLanes(Lanes128<float> x) => (Lanes128<float>.Unwrap(x).ToScalar(), Lanes128<float>.Unwrap(x).GetElement(1));
}
