using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>The error function.</content>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Erf"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Min(V.Abs(x), V.Constant(6));
        V near = x * ErfNear<V, T>(x * x);
        V s = V.Constant(9.6) / (V.Constant(2) + magnitude) - V.Constant(2.2);
        V far = V.CopySign(V.Constant(1) - V.Exp(-(magnitude * magnitude)) * ErfFar<V, T>(s), x);
        return V.Select(V.Less(magnitude, V.Constant(1)), near, far);
    }

    /// <summary>
    /// erf(x) / x as a polynomial in x² for |x| ≤ 1: interpolation at the Chebyshev nodes of x² in [0, 1], of erf to 60 digits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfNear<V, T>(V z)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum = V.Constant(-4.230945824295338e-12);
        sum = Next<V, T>(sum, z, 8.709045129053106e-11);
        sum = Next<V, T>(sum, z, -1.216456005728345e-09);
        sum = Next<V, T>(sum, z, 1.4792401209404813e-08);
        sum = Next<V, T>(sum, z, -1.6364642158167616e-07);
        sum = Next<V, T>(sum, z, 1.6462045441468418e-06);
        sum = Next<V, T>(sum, z, -1.4925647567519332e-05);
        sum = Next<V, T>(sum, z, 0.00012055332902888736);
        sum = Next<V, T>(sum, z, -0.000854832702193483);
        sum = Next<V, T>(sum, z, 0.0052239776254232985);
        sum = Next<V, T>(sum, z, -0.02686617064512984);
        sum = Next<V, T>(sum, z, 0.1128379167095512);
        sum = Next<V, T>(sum, z, -0.37612638903183754);
        sum = Next<V, T>(sum, z, 1.1283791670955126);
        return sum;
    }

    /// <summary>
    /// e^x² (1 − erf x) as a polynomial in s = 9.6 / (2 + x) − 2.2, which takes 1 ≤ x ≤ 6 to 1 ≥ s ≥ −1: interpolation at the Chebyshev nodes of s, of erf to 60 digits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfFar<V, T>(V s)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum = V.Constant(4.4133850329466983e-13);
        sum = Next<V, T>(sum, s, 1.8386753405993422e-11);
        sum = Next<V, T>(sum, s, -7.45510449620631e-11);
        sum = Next<V, T>(sum, s, -2.6260417449824267e-10);
        sum = Next<V, T>(sum, s, 2.6248030731791732e-09);
        sum = Next<V, T>(sum, s, -5.937642934649013e-10);
        sum = Next<V, T>(sum, s, -7.00535615043276e-08);
        sum = Next<V, T>(sum, s, 1.6350179331888476e-07);
        sum = Next<V, T>(sum, s, 1.9795619117948376e-06);
        sum = Next<V, T>(sum, s, -7.3405185545281365e-06);
        sum = Next<V, T>(sum, s, -8.079220427446309e-05);
        sum = Next<V, T>(sum, s, 0.00019713917780504528);
        sum = Next<V, T>(sum, s, 0.005588816281840148);
        sum = Next<V, T>(sum, s, 0.03856057042517875);
        sum = Next<V, T>(sum, s, 0.16189356804102498);
        sum = Next<V, T>(sum, s, 0.22142954022993183);
        return sum;
    }
}
