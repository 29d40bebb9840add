using System;
using BenchmarkDotNet.Attributes;

namespace BackpropGen.Benchmarks;

/// <summary>The calls of the README's table, with what they allocate.</summary>
[SimpleJob(warmupCount: 5, iterationCount: 15)]
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    private readonly XorNetwork _xor = new();
    private readonly float[] _xorInput = [0, 1], _xorTarget = [1], _xorOutput = [0];

    private readonly DigitsNetwork _digits = new();
    private readonly float[] _inputs = new float[256 * DigitsNetwork.InputCount];
    private readonly float[] _targets = new float[32 * DigitsNetwork.OutputCount];
    private readonly float[] _outputs = new float[256 * DigitsNetwork.OutputCount];

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        for (int i = 0; i < _inputs.Length; i++)
        {
            _inputs[i] = (2 * random.NextSingle()) - 1;
        }

        for (int row = 0; row < 32; row++)
        {
            _targets[(row * DigitsNetwork.OutputCount) + random.Next(DigitsNetwork.OutputCount)] = 1;
        }
    }

    [Benchmark(Description = "2-2-1: TrainStep, 1 row, gradient descent")]
    public float XorStep() => _xor.TrainStep(_xorInput, _xorTarget, 0.01f);

    [Benchmark(Description = "2-2-1: Predict, 1 row")]
    public void XorPredict() => _xor.Predict(_xorInput, _xorOutput);

    [Benchmark(Description = "64-64-64-10: TrainStep, 32 rows, gradient descent")]
    public float DigitsStep() => _digits.TrainStep(Batch, _targets, 0.001f);

    [Benchmark(Description = "64-64-64-10: TrainStep, 32 rows, Adam")]
    public float DigitsAdamStep() => _digits.TrainStep(Batch, _targets, new Adam(0.0001));

    [Benchmark(Description = "64-64-64-10: Predict, 1 row")]
    public void DigitsPredictRow() => _digits.Predict(_inputs.AsSpan(0, DigitsNetwork.InputCount), _outputs.AsSpan(0, DigitsNetwork.OutputCount));

    [Benchmark(Description = "64-64-64-10: Predict, 256 rows")]
    public void DigitsPredict() => _digits.Predict(_inputs, _outputs);

    private ReadOnlySpan<float> Batch => _inputs.AsSpan(0, 32 * DigitsNetwork.InputCount);
}
