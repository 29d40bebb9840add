using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>
/// A peer that runs in a process of its own, one core and one thread, while ours waits. Both sides read and write raw floats in a folder; commands
/// and answers are lines: <c>load</c>, <c>pass n</c> (answered by the seconds of processor time of the pass), <c>save</c>.
/// </summary>
internal sealed class ProcessPeer : IContender, ITimesItself, IDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly Workload _workload;
    private readonly int _batch;

    private ProcessPeer(string name, Process process, string folder, Workload workload, Mode mode, int batch)
    {
        Name = name;
        Mode = mode;
        _process = process;
        _folder = folder;
        _workload = workload;
        _batch = batch;
    }

    public string Name { get; }

    public Mode Mode { get; }

    public bool IsOwn => false;

    public bool IsVariant => false;

    public double Seconds { get; private set; }

    public ReadOnlySpan<float> Outputs
    {
        get
        {
            Ask("save");
            return Read("outputs.bin");
        }
    }

    /// <summary>Starts the peer and waits until it is ready.</summary>
    public static ProcessPeer Start(ProcessRecipe recipe, Workload workload, Mode mode, int batch, float rate, Data<float> data)
    {
        string folder = Directory.CreateTempSubdirectory("backpropgen-peer-").FullName;
        Write(folder, "inputs.bin", data.InputRows(0, data.Rows));
        Write(folder, "targets.bin", data.TargetRows(0, data.Rows));
        ProcessStartInfo start = recipe.Start();
        foreach (string argument in (ReadOnlySpan<string>)[folder, mode == Mode.Predict ? "predict" : "step", batch.ToString(CultureInfo.InvariantCulture),
            rate.ToString(CultureInfo.InvariantCulture), workload.Hidden, workload.Targets == TargetKind.LargestInput ? "softmax" : "identity", string.Join(',', workload.Sizes)])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{recipe.Name} could not be started.");
        return new ProcessPeer(recipe.Name, process, folder, workload, mode, batch);
    }

    public void Set(ReadOnlySpan<float> parameters)
    {
        Write(_folder, "parameters.bin", parameters);
        if (Mode == Mode.Predict)
        {
            File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), OnnxModel.Write(_workload, _batch, parameters));
        }

        Ask("load");
    }

    public void Get(Span<float> parameters)
    {
        Ask("save");
        Read("parameters.bin").CopyTo(parameters);
    }

    public void Pass(int rows) => Seconds = double.Parse(Ask($"pass {rows.ToString(CultureInfo.InvariantCulture)}"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close(); // ends it
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, true);
    }

    private string Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended at '{command}'.");
    }

    private static void Write(string folder, string file, ReadOnlySpan<float> values) => File.WriteAllBytes(Path.Combine(folder, file), MemoryMarshal.AsBytes(values));

    private float[] Read(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(_folder, file))).ToArray();
}

/// <summary>A contender whose time the caller's clock does not see.</summary>
internal interface ITimesItself
{
    /// <summary>Of the last pass.</summary>
    double Seconds { get; }
}
