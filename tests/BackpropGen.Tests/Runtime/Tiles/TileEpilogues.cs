using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime;

internal readonly struct Square<T> : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int OperandCount => 0;

    public static TLanes Apply<TLanes>(TLanes value, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes, T>
        => value * value;
}

internal readonly struct TanhDerivative<T> : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int OperandCount => 1;

    public static TLanes Apply<TLanes>(TLanes value, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes, T>
        => value * (TLanes.Constant(1) - (first * first));
}

internal readonly struct ScaleAndAdd<T> : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int OperandCount => 2;

    public static TLanes Apply<TLanes>(TLanes value, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes, T>
        => (value * first) + second;
}

/// <summary>An update that tiles do not know: w ← 2 w + g.</summary>
internal readonly struct DoubleAndAdd<T> : IWeightUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool ReadsWeights => true;

    public TLanes Apply<TLanes>(TLanes weights, TLanes gradient)
        where TLanes : struct, ILanes<TLanes, T>
        => weights + weights + gradient;
}
