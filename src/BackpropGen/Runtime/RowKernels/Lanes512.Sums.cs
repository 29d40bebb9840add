using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

public partial struct Lanes512<T> : ILaneSums<Lanes512<T>, T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c, Lanes512<T> d, ref T destination, nint index)
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
    public static Vector128<T> Sums(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c, Lanes512<T> d) => typeof(T) == typeof(float)
        ? FourSums.Of(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle(), d._value.AsSingle()).As<float, T>()
        : FourSums.Of(a._value.AsDouble(), b._value.AsDouble()).As<double, T>();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Join(Vector128<T> first, Vector128<T> second, Vector128<T> third, Vector128<T> fourth)
    {
        // not Vector512.Create, whose uninitialised local the JIT keeps in memory from one pass of a loop to the next
        return new() { _value = Vector256.Create(first, second).ToVector512Unsafe().WithUpper(Vector256.Create(third, fourth)) };
    }
}
