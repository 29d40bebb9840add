using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <content>Ids 2001 to 2999: the loss, and advice on training.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor HuberDelta = new(
        "BPG2001", "HuberDelta is out of range",
        "HuberDelta must be finite and greater than 0, but is {0}",
        Training, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2001.md");

    public static readonly DiagnosticDescriptor LabelSmoothing = new(
        "BPG2002", "LabelSmoothing is out of range",
        "LabelSmoothing must be at least 0 and less than 1, but is {0}",
        Training, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2002.md");

    public static readonly DiagnosticDescriptor LossOptionUnused = new(
        "BPG2003", "An option does not belong to the loss",
        "{0} has no effect under the loss {1}; it belongs to {2}",
        Training, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2003.md");

    public static readonly DiagnosticDescriptor SoftmaxInside = new(
        "BPG2004", "A softmax inside the network",
        "{0} is a softmax inside the network, which is allowed but rare; did you mean it for the output?",
        Training, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2004.md");

    public static readonly DiagnosticDescriptor SoftmaxLoss = new(
        "BPG2005", "A softmax under another loss than the cross-entropies",
        "A softmax output learns slowly under {0}; Loss.CrossEntropy belongs to it",
        Training, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2005.md");

    public static readonly DiagnosticDescriptor CrossEntropyWithoutSoftmax = new(
        "BPG2006", "A cross-entropy of outputs that are no probabilities",
        "{0} needs outputs that sum to 1; end the network with Activation.Softmax{1}",
        Training, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2006.md");

    public static readonly DiagnosticDescriptor BinaryCrossEntropyRange = new(
        "BPG2007", "A binary cross-entropy of outputs outside [0, 1]",
        "BinaryCrossEntropy needs outputs in [0, 1]; end the network with Activation.Sigmoid, or use Loss.BinaryCrossEntropyWithLogits",
        Training, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2007.md");

    public static readonly DiagnosticDescriptor LogitsSquashed = new(
        "BPG2008", "A loss of logits on outputs that are probabilities",
        "{0} applies {1} to the outputs, which are probabilities already; use Loss.{2}, or end the network without an activation",
        Training, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2008.md");

    public static readonly DiagnosticDescriptor SigmoidSquaredError = new(
        "BPG2009", "A sigmoid output under squared error",
        "A sigmoid output learns slowly under {0} where it is far off; Loss.BinaryCrossEntropy belongs to it",
        Training, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2009.md");

    public static readonly DiagnosticDescriptor ZeroWeights = new(
        "BPG2010", "Weights that start at zero inside the network",
        "All units of {0} start with equal weights and stay equal; use another Initializer unless you set the parameters yourself",
        Training, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2010.md");

    public static readonly DiagnosticDescriptor NothingToTrain = new(
        "BPG2011", "There is nothing to train",
        "Training will change nothing in '{0}', because {1}; InferenceOnly leaves the training code out",
        Training, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + "BPG2011.md");
}
