using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>Circular, hyperbolic and power functions: <see cref="LaneFunctions"/> for this width.</content>
public partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sin(Lanes256<T> x) => LaneFunctions.Sin<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Cos(Lanes256<T> x) => LaneFunctions.Cos<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Tan(Lanes256<T> x) => LaneFunctions.Tan<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Asin(Lanes256<T> x) => LaneFunctions.Asin<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Acos(Lanes256<T> x) => LaneFunctions.Acos<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Atan(Lanes256<T> x) => LaneFunctions.Atan<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sinh(Lanes256<T> x) => LaneFunctions.Sinh<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Cosh(Lanes256<T> x) => LaneFunctions.Cosh<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Asinh(Lanes256<T> x) => LaneFunctions.Asinh<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Acosh(Lanes256<T> x) => LaneFunctions.Acosh<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Atanh(Lanes256<T> x) => LaneFunctions.Atanh<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Cbrt(Lanes256<T> x) => LaneFunctions.Cbrt<Lanes256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Pow(Lanes256<T> x, Lanes256<T> y) => LaneFunctions.Pow<Lanes256<T>, T>(x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Atan2(Lanes256<T> y, Lanes256<T> x) => LaneFunctions.Atan2<Lanes256<T>, T>(y, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Hypot(Lanes256<T> x, Lanes256<T> y) => LaneFunctions.Hypot<Lanes256<T>, T>(x, y);
}
