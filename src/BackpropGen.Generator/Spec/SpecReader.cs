using System;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Spec.Functions;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec;

/// <summary>Turns the user's class with its attributes into a <see cref="NetworkSpec"/>. Whatever is wrong with it is read as it stands: judging is the validator's task.</summary>
internal static class SpecReader
{
    /// <summary>The transform of the pipeline: the network that an attribute starts, or null when another part of the class has started it already.</summary>
    public static NetworkSpec? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        // half-typed code puts attributes on what is no class
        if (context.TargetSymbol is not INamedTypeSymbol type)
        {
            return null;
        }

        var first = NetworkAttributes.Network(type)?.ApplicationSyntaxReference;
        var isFirst = first is not null && first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span);
        return isFirst ? Read(type, context.SemanticModel.Compilation, cancellationToken) : null;
    }

    /// <summary>The network that a class declares. Never throws, except for cancellation: see <see cref="NetworkSpec.ReadError"/>.</summary>
    public static NetworkSpec Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        try
        {
            return ReadCore(type, compilation, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new NetworkSpec { Name = type.Name, CanGenerate = false, ReadError = exception.GetType().Name + ": " + exception.Message };
        }
    }

    private static NetworkSpec ReadCore(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var network = new AttributeReader(NetworkAttributes.Network(type)!);
        var layers = NetworkAttributes.Layers(type);
        var facts = ClassReader.Read(type, layers);
        var precision = network.Int("Precision");
        var functions = new FunctionFinder(type, isDouble: precision == 1, compilation, cancellationToken);
        var spec = new NetworkSpec
        {
            Namespace = ClassReader.Namespace(type),
            ContainingTypes = new(facts.Containers.Select(container => "partial " + container.Keyword + " " + container.Name)),
            Name = Identifiers.Escape(type.Name),
            HintName = HintNames.Of(type),
            Class = facts,
            CanGenerate = ClassReader.CanGenerate(type, facts),
            IsUnreadable = network.IsUnreadable,
            Inputs = network.Int("inputs"),
            Loss = (LossKind)network.Int("Loss"),
            LossFunction = ReadLoss(network, functions),
            HuberDelta = network.Double("HuberDelta", 1),
            LabelSmoothing = network.Double("LabelSmoothing"),
            IsDouble = precision == 1,
            UndefinedPrecision = precision is 0 or 1 ? null : precision,
            InferenceOnly = network.Bool("InferenceOnly"),
            Budget = NetworkAttributes.Budget(type) is { } budget ? ReadBudget(budget) : null,
            Layers = new(layers.Select(layer => ReadLayer(layer, functions))),
        };
        return spec with { Collisions = new(MemberCollisions.Find(type, spec).Select(pair => pair.Collision)) };
    }

    private static BudgetSpec ReadBudget(AttributeData attribute)
    {
        var budget = new AttributeReader(attribute);
        return new BudgetSpec
        {
            IsUnreadable = budget.IsUnreadable,
            MaxParameters = budget.Long("MaxParameters"),
            MaxBytes = budget.Long("MaxBytes"),
            MaxFlops = budget.Long("MaxFlops"),
            MaxTrainStepFlops = budget.Long("MaxTrainStepFlops"),
        };
    }

    // a type without a method is a method without a name
    private static FunctionSpec? ReadLoss(AttributeReader network, FunctionFinder functions)
    {
        var declaring = network.Type("LossDeclaring");
        return (network.String("LossMethod") ?? (declaring is null ? null : "")) is { } name ? functions.Find(declaring, name, FunctionRole.Loss) : null;
    }

    private static LayerSpec ReadLayer(AttributeData attribute, FunctionFinder functions)
    {
        var layer = new AttributeReader(attribute);
        var connections = layer.Strings("Connections");
        return new LayerSpec
        {
            Kind = NetworkAttributes.Kind(attribute),
            IsUnreadable = layer.IsUnreadable,
            Name = layer.String("Name"),
            From = layer.String("From"),
            Sources = new(layer.Strings("sources") ?? Enumerable.Empty<string>()),
            Units = layer.Int("units"),
            Activation = (ActivationKind)layer.Int("activation"),
            Function = layer.MethodName("activation") is { } name ? functions.Find(layer.Type("declaring"), name, FunctionRole.Activation) : null,
            Bias = (BiasKind)layer.Int("Bias"),
            Frozen = layer.Bool("Frozen"),
            FrozenBias = layer.Bool("FrozenBias"),
            Initializer = (InitializerKind)layer.Int("Initializer"),
            Connections = new(connections ?? Enumerable.Empty<string>()),
            HasConnections = connections is not null,
            Rate = layer.Double("rate"),
        };
    }
}
