namespace BackpropGen.Net8.Tests;

/// <summary>The exclusive or.</summary>
[Network(2)]
[Dense(8, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class XorNetwork;

/// <summary>The 2-2-2 example of document 001.</summary>
[Network(2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(2, Activation.Sigmoid, FrozenBias = true)]
[Dense(2, Activation.Sigmoid, FrozenBias = true)]
public sealed partial class LectureNetwork;

/// <summary>Layers wide enough for vectors, of every kind.</summary>
[Network(20)]
[Dense(40, Name = "first")]
[BatchNorm]
[Activate(Activation.Gelu)]
[Dropout(0.1)]
[Dense(40, Activation.ReLU, Name = "second", Bias = Bias.Shared)]
[Add("first", "second")]
[LayerNorm]
[Dense(3, Activation.Softmax)]
public sealed partial class WideNetwork;
