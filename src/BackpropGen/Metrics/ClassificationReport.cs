using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen;

/// <summary>
/// How well a network classifies a data set: with one class a row, or with a decision of its own for each output (several sigmoids: a row may have several classes or none). Each row counts once.
/// </summary>
public sealed class ClassificationReport
{
    private readonly double[] _scores;
    private readonly bool[] _isOfClass;
    private readonly int[] _actual;

    internal ClassificationReport(IReadOnlyList<string> classNames, double[] scores, bool[] isOfClass, int[] actual, ConfusionMatrix? confusion, IReadOnlyList<ClassScores> classes, double accuracy)
    {
        (ClassNames, _scores, _isOfClass, _actual) = (classNames, scores, isOfClass, actual);
        (Confusion, Classes, Accuracy) = (confusion, classes, accuracy);
        RocAucs = [.. Enumerable.Range(0, classes.Count).Select(RocAucOf)];
    }

    /// <summary>The classes' names; their numbers if the data have none.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Which class was taken for which; null where each output decides for itself.</summary>
    public ConfusionMatrix? Confusion { get; }

    /// <summary>The figures of each class. A single output has two: 0 and 1.</summary>
    public IReadOnlyList<ClassScores> Classes { get; }

    /// <summary>The area under the receiver operating characteristic of each class against all others, by its output; NaN for a class that no row or every row has.</summary>
    public IReadOnlyList<double> RocAucs { get; }

    /// <summary>The share of right decisions: of rows, or of outputs where each decides for itself.</summary>
    public double Accuracy { get; }

    /// <summary>Precision over all classes. Macro averages leave out classes that are in neither targets nor predictions.</summary>
    public double Precision(Average average) => Mean(average, scores => scores.Precision);

    /// <inheritdoc cref="Precision"/>
    public double Recall(Average average) => Mean(average, scores => scores.Recall);

    /// <inheritdoc cref="Precision"/>
    public double F1(Average average) => Mean(average, scores => scores.F1);

    /// <summary>The area under the receiver operating characteristic over all classes, of which those without one (NaN) are left out; micro: of all pairs of row and class taken together.</summary>
    public double RocAuc(Average average)
    {
        if (average == Average.Micro)
        {
            return Ranking.RocAuc(_scores, _isOfClass);
        }

        int[] defined = [.. Enumerable.Range(0, Classes.Count).Where(c => !double.IsNaN(RocAucs[c]))];
        double[] weights = [.. defined.Select(c => average == Average.Macro ? 1.0 : Classes[c].Support)];
        return defined.Zip(weights).Sum(pair => RocAucs[pair.First] * pair.Second) / weights.Sum();
    }

    /// <summary>The share of rows whose class is among those with the k largest outputs; of equal outputs the first count as larger.</summary>
    /// <param name="k">From 1 to the number of classes.</param>
    /// <exception cref="InvalidOperationException">Each output decides for itself.</exception>
    public double TopK(int k) => Confusion is null
        ? throw new InvalidOperationException("TopK needs one class a row, and here each output decides for itself.")
        : Ranking.TopK<double>(_scores, _actual, Classes.Count, k);

    private double Mean(Average average, Func<ClassScores, double> figure)
    {
        if (average == Average.Micro)
        {
            return figure(new ClassScores(Classes.Sum(c => c.TruePositives), Classes.Sum(c => c.FalsePositives), Classes.Sum(c => c.FalseNegatives)));
        }

        if (average == Average.Macro)
        {
            return Classes.Where(c => !c.IsEmpty).Select(figure).DefaultIfEmpty(double.NaN).Average();
        }

        long support = Classes.Sum(c => c.Support);
        return support == 0 ? 0 : Classes.Sum(c => figure(c) * c.Support) / support;
    }

    private double RocAucOf(int c)
    {
        int width = Classes.Count;
        double[] scores = [.. Enumerable.Range(0, _scores.Length / width).Select(row => _scores[(row * width) + c])];
        bool[] isOfClass = [.. Enumerable.Range(0, scores.Length).Select(row => _isOfClass[(row * width) + c])];
        return Ranking.RocAuc(scores, isOfClass);
    }
}
