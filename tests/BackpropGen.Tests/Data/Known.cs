namespace BackpropGen.Tests.Data;

/// <summary>Results that no version may change.</summary>
internal static class Known
{
    /// <summary>By an independent implementation of splitmix64, xoshiro256**, Lemire's bounded numbers and Fisher–Yates in Python.</summary>
    public static readonly double[] ShuffleOfTenBySeedOne = [7, 6, 1, 8, 0, 9, 5, 4, 3, 2];
}
