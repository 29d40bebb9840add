using BackpropGen;

namespace BackpropGen.Benchmarks;

// The networks of the comparison with other libraries, W1 to W6, from a latency chain of twelve parameters to eight million.

[Network(2, Loss = Loss.HalfSquaredError)]
[Dense(2, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class W1;

[Network(4)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class W2;

[Network(64)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class W3;

[Network(784)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class W4;

[Network(784)]
[Dense(512, Activation.ReLU)]
[Dense(512, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class W5;

[Network(1024)]
[Dense(2048, Activation.ReLU)]
[Dense(2048, Activation.ReLU)]
[Dense(1024)]
internal sealed partial class W6;

[Network(64, Precision = Precision.Double)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class W3Double;

[Network(784, Precision = Precision.Double)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class W4Double;

[Network(784, Precision = Precision.Double)]
[Dense(512, Activation.ReLU)]
[Dense(512, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class W5Double;
