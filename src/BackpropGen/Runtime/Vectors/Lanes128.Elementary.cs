using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>Circular, hyperbolic and power functions: <see cref="LaneFunctions"/> for this width.</content>
public partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sin(Lanes128<T> x) => LaneFunctions.Sin<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Cos(Lanes128<T> x) => LaneFunctions.Cos<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Tan(Lanes128<T> x) => LaneFunctions.Tan<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Asin(Lanes128<T> x) => LaneFunctions.Asin<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Acos(Lanes128<T> x) => LaneFunctions.Acos<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Atan(Lanes128<T> x) => LaneFunctions.Atan<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sinh(Lanes128<T> x) => LaneFunctions.Sinh<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Cosh(Lanes128<T> x) => LaneFunctions.Cosh<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Asinh(Lanes128<T> x) => LaneFunctions.Asinh<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Acosh(Lanes128<T> x) => LaneFunctions.Acosh<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Atanh(Lanes128<T> x) => LaneFunctions.Atanh<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Cbrt(Lanes128<T> x) => LaneFunctions.Cbrt<Lanes128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Pow(Lanes128<T> x, Lanes128<T> y) => LaneFunctions.Pow<Lanes128<T>, T>(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Atan2(Lanes128<T> y, Lanes128<T> x) => LaneFunctions.Atan2<Lanes128<T>, T>(y, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Hypot(Lanes128<T> x, Lanes128<T> y) => LaneFunctions.Hypot<Lanes128<T>, T>(x, y);
}
