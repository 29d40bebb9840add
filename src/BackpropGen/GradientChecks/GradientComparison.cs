using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Compares gradients with differences, tensor by tensor.</summary>
internal sealed class GradientComparison<T>(NetworkDescription network, LossProbe<T> probe, GradientCheckOptions options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _tolerance = options.Tolerance ?? (typeof(T) == typeof(float) ? GradientCheckOptions.SingleTolerance : GradientCheckOptions.DoubleTolerance);
    private readonly double _noise = LossNoise.At(probe);

    /// <summary>The whole check.</summary>
    public GradientCheck Run()
    {
        (double[] parameters, double[] inputs) = probe.Gradients();
        var tensors = new List<TensorGradientCheck>();
        foreach (ParameterViewName view in ParameterViewName.Of(network))
        {
            var tensor = new TracedTensor(view.Layer, view.Tensor);
            tensors.Add(Compare(view.Numbered, view.Layer.Name, probe.Parameters, parameters, view.Tensor.Offset, view.Tensor.Count, tensor.Place));
        }

        tensors.Add(Compare("inputs", "input", probe.Inputs, inputs, 0, inputs.Length, i => Index(i / network.InputCount, i % network.InputCount)));
        return new GradientCheck(network, inputs.Length / network.InputCount, _tolerance, tensors);
    }

    private TensorGradientCheck Compare(string name, string layer, T[] point, double[] gradients, int start, int count, Func<int, string> place)
    {
        double largest = gradients.AsSpan(start, count).ToArray().Select(Math.Abs).DefaultIfEmpty(0).Max();
        double scale = Math.Max(largest, NumericDerivative.Resolution(_noise, NumericDerivative.LargestStep<T>()) / _tolerance);
        var found = new TensorGradientCheck { Name = name, Layer = layer, Count = 0, KinkCount = 0, LargestDifference = 0, Scale = scale, At = string.Empty, Analytic = 0, Numeric = 0 };
        foreach (int i in Chosen(count, start))
        {
            double analytic = gradients[start + i];
            NumericDerivative numeric = NumericDerivative.Of(probe, point, start + i, analytic, _tolerance * scale, _noise);
            if (numeric.IsAtKink)
            {
                found = found with { KinkCount = found.KinkCount + 1 };
                continue;
            }

            // NaN, once found, stays
            double difference = Math.Abs(analytic - numeric.Value) / scale;
            bool isLarger = found.Count == 0 || !(difference <= found.LargestDifference || double.IsNaN(found.LargestDifference));
            found = found with { Count = found.Count + 1 };
            found = isLarger ? found with { LargestDifference = difference, At = place(i), Analytic = analytic, Numeric = numeric.Value } : found;
        }

        return found;
    }

    private IEnumerable<int> Chosen(int count, int stream) => options.ValuesPerTensor is { } most && most < count
        ? Permutation.Of(count, 0, (ulong)stream).Take(most).Order()
        : Enumerable.Range(0, count);

    private static string Index(int row, int input) => string.Create(CultureInfo.InvariantCulture, $"[{row}, {input}]");
}
