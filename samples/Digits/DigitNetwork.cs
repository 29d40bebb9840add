using BackpropGen;

namespace Digits;

/// <summary>8×8 pixels in, a probability for each of the ten digits out.</summary>
[Network(64)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
internal sealed partial class DigitNetwork;
