using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

public partial struct Lanes256<T> : ILaneSums<Lanes256<T>, T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c, Lanes256<T> d, ref T destination, nint index)
    {
        ref var target = ref Unsafe.Add(ref destination, index);
        if (typeof(T) == typeof(float))
        {
            Unsafe.As<T, Vector128<float>>(ref target) += FourSums.Of(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle(), d._value.AsSingle());
        }
        else
        {
            Unsafe.As<T, Vector128<double>>(ref target) += FourSums.Of(a._value.AsDouble(), b._value.AsDouble());
            Unsafe.As<T, Vector128<double>>(ref Unsafe.Add(ref target, 2)) += FourSums.Of(c._value.AsDouble(), d._value.AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Sums(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c, Lanes256<T> d) => typeof(T) == typeof(float)
        ? FourSums.Of(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle(), d._value.AsSingle()).As<float, T>()
        : FourSums.Of(a._value.AsDouble(), b._value.AsDouble()).As<double, T>();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Join(Vector128<T> first, Vector128<T> second, Vector128<T> third, Vector128<T> fourth) => new() { _value = Vector256.Create(first, second) };
}
