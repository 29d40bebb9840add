using BackpropGen;

namespace CustomActivation;

/// <summary>The mean of the signal, by units of Snake.</summary>
[Network(1, Precision = Precision.Double)]
[Dense(12, typeof(Functions), nameof(Functions.Snake))]
[Dense(1)]
internal sealed partial class SnakeNetwork;

/// <summary>The same by units of tanh, for comparison.</summary>
[Network(1, Precision = Precision.Double)]
[Dense(12, Activation.Tanh)]
[Dense(1)]
internal sealed partial class TanhNetwork;

/// <summary>What nine of ten values lie below.</summary>
[Network(1, Precision = Precision.Double, LossMethod = nameof(Functions.Quantile), LossDeclaring = typeof(Functions))]
[Dense(12, typeof(Functions), nameof(Functions.Snake))]
[Dense(1)]
internal sealed partial class UpperNetwork;
