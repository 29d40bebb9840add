using BackpropGen;

namespace Iris;

/// <summary>Four lengths and widths of a flower, three species.</summary>
[Network(4)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class IrisNetwork;
