using BackpropGen;

namespace Xor;

/// <summary>The smallest network that can tell exclusive or: two hidden units, one probability.</summary>
[Network(2)]
[Dense(2, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class XorNetwork;
