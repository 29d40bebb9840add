using Xunit;

namespace BackpropGen.Tests.Runtime.Vectors;

/// <summary>All pairs of ordinary numbers, zeros, infinities and NaN.</summary>
public static class SpecialPairs
{
    private static readonly double[] Values = [1, -2, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    public static TheoryData<double, double> All
    {
        get
        {
            var pairs = new TheoryData<double, double>();
            foreach (double x in Values)
            {
                foreach (double y in Values)
                {
                    pairs.Add(x, y);
                }
            }

            return pairs;
        }
    }
}
