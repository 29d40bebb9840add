using BackpropGen;

namespace Mistakes;

[Network(2)]
[Dense(0)]
internal sealed partial class NoUnits;
