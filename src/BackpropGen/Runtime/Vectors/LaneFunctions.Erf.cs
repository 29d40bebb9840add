using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>The error function in double precision.</content>
internal static partial class LaneFunctions
{
    /// <summary>Above this erf is 1 in double precision.</summary>
    private const double ErfIsOne = 6;

    /// <summary>erf x by a series near 0 and e^−x² beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfOfParts<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Min(V.Abs(x), V.Constant(ErfIsOne));
        V near = x * ErfNear<V, T>(x * x);
        V s = V.Constant(9.6) / (V.Constant(2) + magnitude) - V.Constant(2.2);
        V far = V.CopySign(V.Constant(1) - V.Exp(-(magnitude * magnitude)) * ErfFar<V, T>(s), x);
        return V.Select(V.Less(magnitude, V.Constant(1)), near, far);
    }

    /// <summary>erf(√z) / √z for 0 ≤ z ≤ 1: interpolation at the Chebyshev nodes, of erf to 60 digits. Relative error 2·10⁻¹⁶ together with rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfNear<V, T>(V z)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V zz = z * z;
        V zzzz = zz * zz;
        V sum = Linear<V, T>(z, 8.709045129053106e-11, -4.230945824295338e-12);
        sum = V.MultiplyAdd(zzzz, sum, Cubic<V, T>(z, zz, 1.6462045441468418e-06, -1.6364642158167616e-07, 1.4792401209404813e-08, -1.216456005728345e-09));
        sum = V.MultiplyAdd(zzzz, sum, Cubic<V, T>(z, zz, 0.0052239776254232985, -0.000854832702193483, 0.00012055332902888736, -1.4925647567519332e-05));
        sum = V.MultiplyAdd(zzzz, sum, Cubic<V, T>(z, zz, 1.1283791670955126, -0.37612638903183754, 0.1128379167095512, -0.02686617064512984));
        return sum;
    }

    /// <summary>
    /// e^x² (1 − erf x) as a polynomial in s = 9.6 / (2 + x) − 2.2, which takes 1 ≤ x ≤ 6 to 1 ≥ s ≥ −1: interpolation at the Chebyshev nodes of s, of erf to 60 digits.
    /// Absolute error of erf 10⁻¹⁶ together with rounding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfFar<V, T>(V s)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V ss = s * s;
        V ssss = ss * ss;
        V sum = Cubic<V, T>(s, ss, -2.6260417449824267e-10, -7.45510449620631e-11, 1.8386753405993422e-11, 4.4133850329466983e-13);
        sum = V.MultiplyAdd(ssss, sum, Cubic<V, T>(s, ss, 1.6350179331888476e-07, -7.00535615043276e-08, -5.937642934649013e-10, 2.6248030731791732e-09));
        sum = V.MultiplyAdd(ssss, sum, Cubic<V, T>(s, ss, 0.00019713917780504528, -8.079220427446309e-05, -7.3405185545281365e-06, 1.9795619117948376e-06));
        sum = V.MultiplyAdd(ssss, sum, Cubic<V, T>(s, ss, 0.22142954022993183, 0.16189356804102498, 0.03856057042517875, 0.005588816281840148));
        return sum;
    }
}
