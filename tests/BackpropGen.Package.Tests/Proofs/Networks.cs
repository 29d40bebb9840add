using BackpropGen;

[assembly: GenerateNetworkTests(typeof(Proofs.Gate))]
[assembly: GenerateNetworkTests(typeof(Proofs.FaultyGate))]

namespace Proofs;

/// <summary>Keeps all promises.</summary>
[Network(2, Precision = Precision.Double)]
[Dense(3, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class Gate;
