using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>Circular, hyperbolic and power functions: <see cref="LaneFunctions"/> for this width.</content>
public partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sin(Lanes512<T> x) => LaneFunctions.Sin<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Cos(Lanes512<T> x) => LaneFunctions.Cos<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Tan(Lanes512<T> x) => LaneFunctions.Tan<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Asin(Lanes512<T> x) => LaneFunctions.Asin<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Acos(Lanes512<T> x) => LaneFunctions.Acos<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Atan(Lanes512<T> x) => LaneFunctions.Atan<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sinh(Lanes512<T> x) => LaneFunctions.Sinh<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Cosh(Lanes512<T> x) => LaneFunctions.Cosh<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Asinh(Lanes512<T> x) => LaneFunctions.Asinh<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Acosh(Lanes512<T> x) => LaneFunctions.Acosh<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Atanh(Lanes512<T> x) => LaneFunctions.Atanh<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Cbrt(Lanes512<T> x) => LaneFunctions.Cbrt<Lanes512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Pow(Lanes512<T> x, Lanes512<T> y) => LaneFunctions.Pow<Lanes512<T>, T>(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Atan2(Lanes512<T> y, Lanes512<T> x) => LaneFunctions.Atan2<Lanes512<T>, T>(y, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Hypot(Lanes512<T> x, Lanes512<T> y) => LaneFunctions.Hypot<Lanes512<T>, T>(x, y);
}
