using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace BackpropGen.Benchmarks;

/// <summary>How a peer in another language is started.</summary>
/// <param name="Name">What it is called in the output.</param>
/// <param name="Command">The interpreter.</param>
/// <param name="Script">The file under Peers.</param>
/// <param name="Probe">Arguments with which the interpreter succeeds only if the library is there.</param>
/// <param name="Modes">What it does; larger networks than <paramref name="FromInputs"/> only, as a call alone takes microseconds.</param>
/// <param name="FromInputs">The fewest inputs of a network.</param>
internal sealed record ProcessRecipe(string Name, string Command, string Script, string[] Probe, Mode[] Modes, int FromInputs)
{
    /// <summary>All peers in other languages. The system's Python has Debian's packages; NODE_PATH tells where npm has put its own.</summary>
    public static readonly ProcessRecipe[] All =
    [
        new("PyTorch", "/usr/bin/python3", "torch_peer.py", ["-c", "import torch, numpy"], [Mode.Step, Mode.Predict], 4),
        new("ONNX Runtime", "node", "onnx_peer.cjs", ["-e", "require('onnxruntime-node')"], [Mode.Predict], 4),
    ];

    /// <summary>Whether interpreter and library are there.</summary>
    public bool IsThere()
    {
        try
        {
            var start = new ProcessStartInfo(Command, Probe) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The process, without the arguments that say what to do. It inherits the core of the thread that starts it.</summary>
    public ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(Command, [Path.Combine(AppContext.BaseDirectory, "Peers", Script)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in Recipe.Variables)
        {
            start.Environment.TryAdd(name, value);
        }

        return start;
    }

    /// <summary>Those of the list that are there.</summary>
    public static IEnumerable<ProcessRecipe> Find(Action<string> absent)
    {
        foreach (ProcessRecipe recipe in All)
        {
            if (recipe.IsThere())
            {
                yield return recipe;
            }
            else
            {
                absent($"{recipe.Name}: {recipe.Command} does not find it");
            }
        }
    }
}
