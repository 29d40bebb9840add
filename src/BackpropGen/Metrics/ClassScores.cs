namespace BackpropGen;

/// <summary>How well one class is told from the others. Where a figure would be 0 / 0 it is 0, as in scikit-learn.</summary>
/// <param name="TruePositives">Rows of the class that were taken for it.</param>
/// <param name="FalsePositives">Rows of other classes that were taken for it.</param>
/// <param name="FalseNegatives">Rows of the class that were not.</param>
public readonly record struct ClassScores(long TruePositives, long FalsePositives, long FalseNegatives)
{
    /// <summary>Rows of the class.</summary>
    public long Support => TruePositives + FalseNegatives;

    /// <summary>Of the rows taken for the class, the share that is: TP / (TP + FP); 0 if none was.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Of the rows of the class, the share that was found: TP / (TP + FN); 0 if there is none.</summary>
    public double Recall => Ratio(TruePositives, Support);

    /// <summary>The harmonic mean of the two: 2 TP / (2 TP + FP + FN); 0 if the class is neither there nor predicted.</summary>
    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Whether the class is in neither targets nor predictions: macro averages leave it out.</summary>
    internal bool IsEmpty => TruePositives + FalsePositives + FalseNegatives == 0;

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
