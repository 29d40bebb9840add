namespace BackpropGen.Generator;

/// <summary>Names of the pipeline's steps, by which tests ask the driver why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>One value per declared network: its <see cref="Spec.NetworkSpec"/>.</summary>
    public const string Networks = nameof(Networks);

    /// <summary>One value per declared network whose plan is asked for: its <see cref="Spec.NetworkSpec"/>.</summary>
    public const string Reported = nameof(Reported);

    /// <summary>One value per network to be tested: its <see cref="Testing.NetworkTestsSpec"/>.</summary>
    public const string Tests = nameof(Tests);
}
