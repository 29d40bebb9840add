using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Gradients;

/// <summary>∂E/∂a and ∂a/∂z of an activation, whose product is δ.</summary>
/// <param name="Error">∂E/∂a.</param>
/// <param name="Slope">∂a/∂z.</param>
/// <param name="IsComposed">Whether δ was derived from loss and activation composed, not as the product.</param>
internal sealed record ActivationFactors(Value Error, Value Slope, bool IsComposed);

/// <summary>One step of a derivation.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Notation">How the derivation calls it.</param>
/// <param name="Factors">Of a δ: what it is the product of, or null.</param>
internal sealed record ChainRuleStep(Operation Operation, string Notation, ActivationFactors? Factors = null);

/// <summary>
/// A backward pass as a derivation: with the factors of the chain rule at each activation, ∂E/∂a and ∂a/∂z, which a step that only trains has in one formula.
/// </summary>
internal sealed class ChainRuleSteps
{
    private readonly NetworkGraph _graph;
    private readonly Derivation _derivation;
    private readonly Dictionary<string, Adjoint> _adjoints;
    private readonly Dictionary<string, ActivationFactors> _factors = new();
    private readonly Dictionary<int, List<Operation>> _inserted = new();
    private readonly HashSet<string> _activationParameters;

    private ChainRuleSteps(TrainingGraph training)
    {
        _graph = training.Graph;
        _derivation = training.Derivation;
        _activationParameters = new HashSet<string>(_graph.Layers.Tensors.Where(tensor => tensor.Role == TensorRole.Activation).Select(tensor => tensor.Name));
        _adjoints = _derivation.Adjoints.ToDictionary(adjoint => adjoint.Of.Name);
    }

    /// <summary>The steps of the backward pass, in order.</summary>
    public static IReadOnlyList<ChainRuleStep> Of(TrainingGraph training)
    {
        var steps = new ChainRuleSteps(training);
        foreach (var map in training.Graph.Forward.OfType<Map>())
        {
            steps.AddFactors(map);
        }

        steps.AddInputGradient();
        return steps.InOrder().ToArray();
    }

    private void AddFactors(Map activation)
    {
        var isComposed = activation.Result.Name == _graph.Output.Name && _graph.DeclaredLoss is not null;
        if (activation.Result.Extent != Extent.Elements || !(isComposed || (_adjoints.ContainsKey(activation.Result.Name) && Argument(activation) is not null)))
        {
            return;
        }

        var position = isComposed ? 0 : _adjoints[activation.Result.Name].Position;
        var error = Error(activation.Result, isComposed, position);
        if (Argument(activation) is { } argument)
        {
            var slope = new Value("slope_" + activation.Result.Name, $"∂{activation.Result.Notation}/∂{argument.Notation}", Extent.Elements, argument.Units);
            Insert(position, new Map(slope, LocalDerivatives.Of(activation.Formula, argument.Name, activation.Result.Name)));
            if (IsOnlyWay(argument, isComposed))
            {
                _factors[argument.Name] = new ActivationFactors(error, slope, isComposed);
            }
        }
    }

    /// <summary>∂E/∂a: the value that is there already, or one of its own.</summary>
    private Value Error(Value of, bool isComposed, int position)
    {
        var gradient = isComposed ? Simplifier.Simplify(_graph.Scale.Variable * WithoutExceptions(Differentiator.By(_graph.DeclaredLoss!, of.Name))) : _adjoints[of.Name].Gradient;
        if (gradient is VariableExpr variable && _graph.Values.TryGetValue(variable.Name, out var known) && known.Extent == Extent.Elements)
        {
            return known;
        }

        var error = new Value("error_" + of.Name, "∂E/∂" + of.Notation, of.Extent, of.Units);
        Insert(position, new Map(error, gradient));
        return error;
    }

    /// <summary>t / o for what is 0 where t is 0: the difference, at o = 0 alone, explains nothing.</summary>
    private static Expr WithoutExceptions(Expr formula) =>
        formula.Rewrite(node => node is SelectExpr { Condition.Relation: Relation.Equal } select && select.IfTrue.Equals(Expr.Zero) ? select.IfFalse : null);

    /// <summary>The z of a = f(z) with an f of single numbers; null for softmax, sums and normalisations.</summary>
    private Value? Argument(Map map)
    {
        var variables = map.Formula.Variables.Where(name => !_activationParameters.Contains(name)).ToArray();
        return variables.Length == 1 && _graph.Values[variables[0]] is { Extent: Extent.Elements, Origin: Origin.Computed } value ? value : null;
    }

    /// <summary>Whether z acts on the loss through its activation alone; a composed loss reads it in the activation's place.</summary>
    private bool IsOnlyWay(Value z, bool isComposed) =>
        _graph.Forward.Count(operation => operation.Operands.Contains(z.Name)) == 1
        && (isComposed || !_graph.LossOperations.Any(operation => operation.Operands.Contains(z.Name)));

    private void AddInputGradient()
    {
        var gradient = _adjoints[_graph.Input.Name].Gradient;
        var isNamed = _derivation.Operations.Any(operation => IsWhole(operation, _graph.Input) && Notation(operation) == "∂E/∂" + _graph.Input.Notation);
        if (gradient is VariableExpr && !isNamed)
        {
            Insert(_derivation.Operations.Count, new Map(new Value("error_x", "∂E/∂x", Extent.Elements, _graph.Input.Units), gradient));
        }
    }

    private void Insert(int position, Operation operation)
    {
        if (!_inserted.TryGetValue(position, out var operations))
        {
            _inserted[position] = operations = new List<Operation>();
        }

        operations.Add(operation);
    }

    private IEnumerable<ChainRuleStep> InOrder()
    {
        var operations = _derivation.Operations;
        var deltas = operations.OfType<AffineParameterGradient>()
            .Select(gradient => (gradient.Delta.Name, Net: Net(gradient.Weights)))
            .Where(pair => _factors.ContainsKey(pair.Net))
            .ToDictionary(pair => pair.Name, pair => _factors[pair.Net]);
        for (var i = 0; i <= operations.Count; i++)
        {
            foreach (var inserted in _inserted.TryGetValue(i, out var list) ? list : new List<Operation>())
            {
                yield return new ChainRuleStep(inserted, inserted.Result.Notation);
            }

            if (i < operations.Count)
            {
                var factors = operations[i] is Map map && deltas.TryGetValue(map.Result.Name, out var found) ? found : null;
                yield return new ChainRuleStep(operations[i], Notation(operations[i]), factors);
            }
        }
    }

    private string Net(Tensor weights) => _graph.Forward.OfType<Affine>().Single(affine => affine.Weights == weights).Result.Name;

    /// <summary>Wᵀ δ, and some units of a wider gradient, are called after the value whose whole gradient they are.</summary>
    private string Notation(Operation operation) => operation switch
    {
        AffineInputGradient gradient when IsWhole(operation, gradient.Source) => GradientBy(gradient.Source),
        Columns columns => _derivation.Adjoints.FirstOrDefault(adjoint => IsWhole(operation, adjoint.Of)) is { } adjoint
            ? GradientBy(adjoint.Of)
            : $"{columns.Source.Notation}[{columns.Start + 1}…{columns.Start + columns.Result.Units}]",
        _ => operation.Result.Notation,
    };

    private bool IsWhole(Operation operation, Value of) =>
        _adjoints.TryGetValue(of.Name, out var adjoint) && adjoint.Gradient is VariableExpr variable && variable.Name == operation.Result.Name;

    private string GradientBy(Value value) => _graph.Forward.OfType<Affine>().FirstOrDefault(affine => affine.Result.Name == value.Name) is { } affine
        ? "δ" + Notations.Superscript(affine.Weights.Number)
        : "∂E/∂" + value.Notation;
}
