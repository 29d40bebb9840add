namespace BackpropGen.Tests.EndToEnd;

// PyTorch's layers: its first weights and biases

[Network(4)]
[Dense(16, Activation.Tanh, Initializer = Initializer.FanInUniform)]
[Dense(16, Activation.Tanh, Initializer = Initializer.FanInUniform)]
[Dense(3, Activation.Softmax, Initializer = Initializer.FanInUniform)]
internal sealed partial class IrisTanh;

[Network(4)]
[Dense(8, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
[Dense(3, Activation.Softmax, Initializer = Initializer.FanInUniform)]
internal sealed partial class IrisSigmoid;

[Network(13)]
[Dense(16, Activation.ReLU, Initializer = Initializer.FanInUniform)]
[Dense(3, Activation.Softmax, Initializer = Initializer.FanInUniform)]
internal sealed partial class WineReLU;

[Network(30, Loss = Loss.BinaryCrossEntropyWithLogits)]
[Dense(16, Activation.ReLU, Initializer = Initializer.FanInUniform)]
[Dense(1, Initializer = Initializer.FanInUniform)]
internal sealed partial class CancerReLU;

[Network(30, Loss = Loss.BinaryCrossEntropyWithLogits)]
[Dense(16, Activation.Tanh, Initializer = Initializer.FanInUniform)]
[Dense(1, Initializer = Initializer.FanInUniform)]
internal sealed partial class CancerTanh;

[Network(10)]
[Dense(16, Activation.ReLU, Initializer = Initializer.FanInUniform)]
[Dense(1, Initializer = Initializer.FanInUniform)]
internal sealed partial class DiabetesReLU;

[Network(10)]
[Dense(16, Activation.Tanh, Initializer = Initializer.FanInUniform)]
[Dense(1, Initializer = Initializer.FanInUniform)]
internal sealed partial class DiabetesTanh;

[Network(64)]
[Dense(64, Activation.ReLU, Initializer = Initializer.FanInUniform)]
[Dense(64, Activation.ReLU, Initializer = Initializer.FanInUniform)]
[Dense(10, Activation.Softmax, Initializer = Initializer.FanInUniform)]
internal sealed partial class DigitsReLU;

[Network(64)]
[Dense(32, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
[Dense(10, Activation.Softmax, Initializer = Initializer.FanInUniform)]
internal sealed partial class DigitsSigmoid;

[Network(2, Loss = Loss.HalfSquaredError)]
[Dense(2, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
internal sealed partial class XorSigmoidHalf;

[Network(2, Loss = Loss.HalfSquaredError)]
[Dense(2, Activation.Sigmoid, Initializer = Initializer.XavierUniform)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.XavierUniform)]
internal sealed partial class XorXavierHalf;

[Network(2, Loss = Loss.HalfSquaredError)]
[Dense(2, Activation.Tanh, Initializer = Initializer.FanInUniform)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
internal sealed partial class XorTanhHalf;

[Network(2, Loss = Loss.MeanSquaredError)]
[Dense(2, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
internal sealed partial class XorSigmoidSquared;

[Network(2)]
[Dense(2, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
internal sealed partial class XorSigmoidEntropy;

[Network(2)]
[Dense(2, Activation.Tanh, Initializer = Initializer.FanInUniform)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.FanInUniform)]
internal sealed partial class XorTanhEntropy;
