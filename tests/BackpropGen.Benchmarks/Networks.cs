using BackpropGen;

namespace BackpropGen.Benchmarks;

/// <summary>The README's example: small enough to be written out.</summary>
[Network(2)]
[Dense(2, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class XorNetwork;

/// <summary>The digits sample's network.</summary>
[Network(64)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class DigitsNetwork;
