using BackpropGen;

namespace CurveFit;

/// <summary>y = sin 3x by twelve units of tanh: 37 parameters.</summary>
[Network(1, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(12, Activation.Tanh)]
[Dense(1)]
internal sealed partial class CurveNetwork;
