using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Where and how often a training is written down, to go on from there bit for bit after it was ended or killed at any moment: <see cref="TrainingOptions.ResumeFrom"/>.
/// </summary>
/// <remarks>
/// One safetensors file with parameters, running statistics, the optimizer's state, random state, the schedule's state, the best parameters so far and the history. It is written to a
/// temporary file in the same folder, which then takes the old one's place: a whole checkpoint is there at any moment.
/// </remarks>
public sealed record Checkpoint
{
    /// <summary>A checkpoint after each epoch.</summary>
    /// <param name="path">The file; its folder must exist. Trainings that run at the same time need files of their own.</param>
    public Checkpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>It is written after every so many epochs, and after the last one; at least 1. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Every
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Every), value, $"{nameof(Checkpoint)}.{nameof(Every)} must be at least 1.");
    }

    = 1;
}
