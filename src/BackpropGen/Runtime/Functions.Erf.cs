using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>The error function.</content>
public static partial class Functions
{
    /// <summary>Above this erf is 1 in double precision.</summary>
    private const double ErfIsOne = 6;

    /// <summary>
    /// erf(x) / x as a polynomial in x² for |x| ≤ 1, lowest power first: interpolation at the Chebyshev nodes of x² in [0, 1], of erf to 60 digits.
    /// Relative error 2·10⁻¹⁶ together with rounding.
    /// </summary>
    private static readonly double[] ErfNear =
    [
        1.1283791670955126, -0.37612638903183754, 0.1128379167095512, -0.02686617064512984, 0.0052239776254232985,
        -0.000854832702193483, 0.00012055332902888736, -1.4925647567519332e-05, 1.6462045441468418e-06, -1.6364642158167616e-07,
        1.4792401209404813e-08, -1.216456005728345e-09, 8.709045129053106e-11, -4.230945824295338e-12,
    ];

    /// <summary>
    /// e^x² (1 − erf x) as a polynomial in s = 9.6 / (2 + x) − 2.2, which takes 1 ≤ x ≤ 6 to 1 ≥ s ≥ −1, lowest power first: interpolation at the
    /// Chebyshev nodes of s, of erf to 60 digits. Absolute error of erf 10⁻¹⁶ together with rounding.
    /// </summary>
    private static readonly double[] ErfFar =
    [
        0.22142954022993183, 0.16189356804102498, 0.03856057042517875, 0.005588816281840148, 0.00019713917780504528,
        -8.079220427446309e-05, -7.3405185545281365e-06, 1.9795619117948376e-06, 1.6350179331888476e-07, -7.00535615043276e-08,
        -5.937642934649013e-10, 2.6248030731791732e-09, -2.6260417449824267e-10, -7.45510449620631e-11, 1.8386753405993422e-11,
        4.4133850329466983e-13,
    ];

    /// <summary>The error function erf x = 2/√π ∫₀ˣ e^−t² dt.</summary>
    public static T Erf<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T magnitude = Min(T.Abs(x), Number<T>.From(ErfIsOne));
        if (magnitude < T.One)
        {
            return x * Polynomial(ErfNear, x * x);
        }

        T s = Number<T>.From(9.6) / (Number<T>.From(2) + magnitude) - Number<T>.From(2.2);
        return T.CopySign(T.One - T.Exp(-magnitude * magnitude) * Polynomial(ErfFar, s), x);
    }

    /// <summary>Σ coefficients[i] xⁱ.</summary>
    /// <remarks>The tables are arrays: a span over constants in the program's image allocates on .NET 8 until the JIT has optimised the method.</remarks>
    private static T Polynomial<T>(ReadOnlySpan<double> coefficients, T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + Number<T>.From(coefficients[i]);
        }

        return sum;
    }
}
