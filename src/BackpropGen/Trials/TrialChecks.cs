using System;

namespace BackpropGen.Runtime;

/// <summary>What must hold for options that several trainings share.</summary>
internal static class TrialChecks
{
    /// <summary>No option is set that only one training can have.</summary>
    public static void Shared(TrainingOptions options, string caller)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? option = options.Checkpoint is not null ? nameof(TrainingOptions.Checkpoint) : options.ResumeFrom is not null ? nameof(TrainingOptions.ResumeFrom) : null;
        if (option is not null)
        {
            throw new ArgumentException($"{nameof(TrainingOptions)}.{option} must not be set for {caller}: its trainings would share one file.", nameof(options));
        }
    }
}
