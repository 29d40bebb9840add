namespace BackpropGen.Generator;

/// <summary>Names in the runtime that the compiler looks for.</summary>
internal static class KnownNames
{
    /// <summary>The namespace of the attributes.</summary>
    public const string Namespace = "BackpropGen";

    /// <summary>The type name of the attribute that starts a network.</summary>
    public const string NetworkAttributeType = "NetworkAttribute";

    /// <summary>The type name of the attribute that limits what a network costs.</summary>
    public const string BudgetAttributeType = "BudgetAttribute";

    /// <summary>The MSBuild property that asks for the plan of each network, as the compiler sees it.</summary>
    public const string ReportOption = "build_property.BackpropGen_Report";

    /// <summary>The metadata name of the attribute that starts a network.</summary>
    public const string NetworkAttribute = Namespace + "." + NetworkAttributeType;

    /// <summary>The type name of the attribute that asks for tests of a network.</summary>
    public const string TestsAttributeType = "GenerateNetworkTestsAttribute";

    /// <summary>The metadata name of the attribute that asks for tests of a network.</summary>
    public const string TestsAttribute = Namespace + "." + TestsAttributeType;

    /// <summary>The metadata name of the interface of networks.</summary>
    public const string Network = Namespace + ".INetwork`1";

    /// <summary>The metadata name of the interface of networks that learn.</summary>
    public const string TrainableNetwork = Namespace + ".ITrainableNetwork`1";

    /// <summary>The metadata name of the optimizers' base.</summary>
    public const string Optimizer = Namespace + ".IOptimizer";

    /// <summary>The metadata name of what a training is told.</summary>
    public const string TrainingOptions = Namespace + ".TrainingOptions";
}
