using BackpropGen;
using BackpropGen.Tests.Testing;

// the tests that are generated for these run with all others
[assembly: GenerateNetworkTests(typeof(NormalizedNetwork))]
[assembly: GenerateNetworkTests(typeof(BranchedNetwork))]
[assembly: GenerateNetworkTests(typeof(PredictingNetwork))]

namespace BackpropGen.Tests.Testing;

[Network(6)]
[Dense(20, Activation.ReLU)]
[BatchNorm]
[Dropout(0.25)]
[Dense(4, Activation.Softmax)]
internal sealed partial class NormalizedNetwork;

[Network(3, Loss = Loss.Hinge, Precision = Precision.Double)]
[Dense(5, Activation.Gelu, Name = "Left")]
[Dense(5, Activation.Tanh, Name = "Right", From = "input")]
[Add("Left", "Right")]
[LayerNorm]
[Dense(2)]
internal sealed partial class BranchedNetwork;

[Network(4, InferenceOnly = true)]
[Dense(40, Activation.Selu)]
[Dense(3, Activation.Softmax)]
internal sealed partial class PredictingNetwork;
