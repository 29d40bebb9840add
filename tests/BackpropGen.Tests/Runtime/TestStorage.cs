using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime;

/// <summary>Storages without a network.</summary>
internal static class TestStorage
{
    /// <summary>As many parameters, biases, as they stand.</summary>
    public static ParameterStorage<T> Of<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Describe<T>(count, new LayerDescription { Name = "dense1", Kind = "Dense", Sources = ["input"], InputCount = 1, UnitCount = count, Parameters = [Bias(count, 0)] }), WeightLayout.Canonical);

    /// <summary>Two edges of four and two biases, in panels: edge 1, edge 2, bias 1, bias 2.</summary>
    public static ParameterStorage<T> Sparse<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weight = new ParameterDescription { Name = "weight", Shape = [2], Offset = 0, Count = 2 };
        var layer = new LayerDescription { Name = "dense1", Kind = "Dense", Sources = ["input"], InputCount = 2, UnitCount = 2, Connections = [".#", "#."], Parameters = [weight, Bias(2, 2)] };
        return new ParameterStorage<T>(Describe<T>(4, layer), WeightLayout.Panels);
    }

    private static ParameterDescription Bias(int count, int offset) => new() { Name = "bias", Shape = [count], Offset = offset, Count = count };

    private static NetworkDescription Describe<T>(int parameters, LayerDescription layer) => new()
    {
        Name = "Test",
        InputCount = layer.InputCount,
        OutputCount = layer.UnitCount,
        ParameterCount = parameters,
        Precision = typeof(T) == typeof(double) ? Precision.Double : Precision.Single,
        Loss = Loss.MeanSquaredError,
        Layers = [layer],
    };
}
