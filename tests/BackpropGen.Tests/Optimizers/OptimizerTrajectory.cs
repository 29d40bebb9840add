using System;
using System.Numerics;
using BackpropGen.Runtime;
using BackpropGen.Tests.Runtime;
using Xunit;

namespace BackpropGen.Tests.Optimizers;

internal static class OptimizerTrajectory
{
    /// <summary>Runs an optimizer in both precisions over ranges of several lengths whose parameters all see the same gradients.</summary>
    internal static void AssertMatches<TOptimizer>(TOptimizer optimizer, double start, double[] gradients, double[] expected)
        where TOptimizer : struct, IOptimizer<TOptimizer, float>, IOptimizer<TOptimizer, double>
    {
        foreach (int length in new[] { 1, 3, Vector<float>.Count, 2 * Vector<float>.Count + 5 })
        {
            Run<TOptimizer, double>(optimizer, length, start, gradients, expected, 1e-14);
            Run<TOptimizer, float>(optimizer, length, start, gradients, expected, 3e-7);
        }
    }

    /// <summary>Another step size leaves all else as it is.</summary>
    internal static void AssertTakesLearningRate<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<TOptimizer, float>
    {
        TOptimizer slower = optimizer.WithLearningRate(0.125);
        Assert.Equal(0.125, slower.LearningRate);
        Assert.NotEqual(optimizer, slower);
        Assert.Equal(optimizer, slower.WithLearningRate(optimizer.LearningRate));
    }

    internal static string NameThroughVisitor<T>(IOptimizer optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => optimizer.Accept(new Namer<T>());

    private static void Run<TOptimizer, T>(TOptimizer optimizer, int length, double start, double[] gradients, double[] expected, double tolerance)
        where TOptimizer : struct, IOptimizer<TOptimizer, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OptimizerMemory<T> memory = new(TestStorage.Of<T>(length + 2));
        T[] parameters = new T[length], gradient = new T[length];
        Array.Fill(parameters, T.CreateTruncating(start));
        for (int step = 0; step < gradients.Length; step++)
        {
            Array.Fill(gradient, T.CreateTruncating(gradients[step]));
            memory.Begin(optimizer);
            optimizer.Update(parameters, gradient, memory.State(1, length));
            Assert.All(parameters, value => Assert.Equal(expected[step], double.CreateTruncating(value), tolerance));
        }

        // State on either side of the range is another's.
        for (int slot = 0; slot < optimizer.StateCount; slot++)
        {
            Assert.Equal((T.Zero, T.Zero), (memory.State(0, 1)[slot][0], memory.State(length + 1, 1)[slot][0]));
        }
    }

    private sealed class Namer<T> : IOptimizerVisitor<T, string>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Visit<TOptimizer>(TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer<TOptimizer, T> => $"{typeof(TOptimizer).Name} of {typeof(T).Name}";
    }
}
