using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>
/// Checkpoints as safetensors files: the network's tensors by their names, those of the best epoch with <c>best.</c> before them, and tensors without a dot in their names (no layer's has
/// none): <c>optimizer</c>, <c>schedule</c>, <c>history</c>, <c>progress</c>.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>Numbers an epoch in the history: epoch, loss, validation loss, accuracy, learning rate.</summary>
    public const int HistoryColumns = 5;

    private const string BestPrefix = "best.";
    private const string Optimizer = "optimizer";
    private const string OptimizerSteps = "optimizer steps";
    private const string Schedule = "schedule";
    private const string History = "history";
    private const string Progress = "progress";
    private const string Terms = "terms";
    private const string Random = "random state";

    /// <summary>Writes a checkpoint in the place of the one before.</summary>
    public static void Write<T>(string path, NetworkDescription network, CheckpointContent<T> content)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var writer = new SafetensorsWriter();
        writer.Add<double>(Progress, [content.Progress.Length], content.Progress);
        writer.Add<double>(Schedule, [content.Schedule.Length], content.Schedule);
        writer.Add<double>(History, [content.History.Length / HistoryColumns, HistoryColumns], content.History);
        writer.Add<T>(Optimizer, [content.OptimizerState.Length], content.OptimizerState);
        ModelWriter.AddTensors(writer, network, "", content.Last.Parameters, content.Last.Statistics);
        if (content.Best is NetworkState<T> best)
        {
            ModelWriter.AddTensors(writer, network, BestPrefix, best.Parameters, best.Statistics);
        }

        Dictionary<string, string> metadata = ModelWriter.Metadata(network, ModelMetadata.CheckpointFormatValue);
        metadata[Terms] = content.Terms.Text;
        metadata[Optimizer] = content.OptimizerName ?? "";
        metadata[OptimizerSteps] = content.OptimizerSteps.ToString(CultureInfo.InvariantCulture);
        metadata[Random] = Text(content.Last.RandomState);
        metadata[BestPrefix + Random] = Text(content.Best?.RandomState ?? default);
        AtomicFile.Write(path, stream => writer.Write(stream, metadata));
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">Whose it must be.</param>
    /// <param name="terms">What the training is to go on with.</param>
    /// <exception cref="InvalidDataException">The file is damaged, of another network, or of a training with other terms; the message says what differs.</exception>
    public static CheckpointContent<T> Read<T>(string path, INetwork<T> network, TrainingTerms terms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using FileStream stream = File.OpenRead(path);
        var reader = new ModelReader(stream, path);
        SafetensorsHeader header = reader.ReadHeader();
        ModelChecks.IsOurs(header, path, ModelMetadata.CheckpointFormatValue);
        if (stream.Length - stream.Position < header.DataLength)
        {
            throw new InvalidDataException($"{path}: the data are truncated: the header promises {header.DataLength} bytes, and {stream.Length - stream.Position} follow.");
        }

        ModelChecks.HasArchitecture(header, network.Description, path);
        terms.MustEqual(new TrainingTerms(ModelChecks.Metadata(header, Terms, path)), path);

        bool hasBest = header.Tensors.Any(tensor => tensor.Name.StartsWith(BestPrefix, StringComparison.Ordinal) && tensor.Name.AsSpan(BestPrefix.Length).Contains('.'));
        string name = ModelChecks.Metadata(header, Optimizer, path);
        var content = new CheckpointContent<T>
        {
            Terms = terms,
            Progress = Tensor<double>(header, Progress, path),
            Schedule = Tensor<double>(header, Schedule, path),
            History = Tensor<double>(header, History, path),
            Last = State(header, network, Random, path),
            Best = hasBest ? State(header, network, BestPrefix + Random, path) : null,
            OptimizerName = name.Length == 0 ? null : name,
            OptimizerSteps = Number(ModelChecks.Metadata(header, OptimizerSteps, path), OptimizerSteps, path),
            OptimizerState = Tensor<T>(header, Optimizer, path),
        };
        reader.ReadTensors(header, Destinations(header, network.Description, content, path));
        return content;
    }

    private static Dictionary<string, TensorDestination> Destinations<T>(SafetensorsHeader header, NetworkDescription network, CheckpointContent<T> content, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var destinations = new Dictionary<string, TensorDestination>
        {
            [Progress] = new TensorDestination<double>(content.Progress),
            [Schedule] = new TensorDestination<double>(content.Schedule),
            [History] = new TensorDestination<double>(content.History),
            [Optimizer] = new TensorDestination<T>(content.OptimizerState),
        };
        Add("", content.Last);
        if (content.Best is NetworkState<T> best)
        {
            Add(BestPrefix, best);
        }

        return destinations;

        void Add(string prefix, NetworkState<T> state)
        {
            foreach (ModelTensor tensor in ModelTensor.Of(network))
            {
                ModelChecks.HasTensor<T>(header, prefix + tensor.Name, tensor.Shape, path);
            }

            ModelReader.AddDestinations(destinations, network, prefix, state.Parameters, state.Statistics);
        }
    }

    private static NetworkState<T> State<T>(SafetensorsHeader header, INetwork<T> network, string random, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string text = ModelChecks.Metadata(header, random, path);
        string[] parts = text.Split(' ');
        return parts.Length == 2 && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong step)
            ? new NetworkState<T>(new T[network.ParameterCount], new T[network.StatisticCount], new RandomState(seed, step))
            : throw new InvalidDataException($"{path}: '{random}' must be two whole numbers, and is '{text}'.");
    }

    // as long as the file says; what that must be is known where it is taken up
    private static TValue[] Tensor<TValue>(SafetensorsHeader header, string name, string path)
        where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>
    {
        IReadOnlyList<long> shape = header.Tensors.FirstOrDefault(tensor => tensor.Name == name)?.Shape ?? [];
        int[] sizes = [.. shape.Select(size => (int)Math.Min(size, int.MaxValue))];
        ModelChecks.HasTensor<TValue>(header, name, sizes, path);
        TensorEntry tensor = header.Tensors.First(tensor => tensor.Name == name);
        return new TValue[(tensor.End - tensor.Begin) / Unsafe.SizeOf<TValue>()];
    }

    private static long Number(string text, string name, string path) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new InvalidDataException($"{path}: '{name}' must be a whole number, and is '{text}'.");

    private static string Text(RandomState state) => string.Create(CultureInfo.InvariantCulture, $"{state.Seed} {state.Step}");
}
