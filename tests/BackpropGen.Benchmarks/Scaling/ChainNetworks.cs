using BackpropGen;

namespace BackpropGen.Benchmarks;

// Square chains of three layers, one a power of two, for the curves over width and batch size.

[Network(8)]
[Dense(8, Activation.ReLU)]
[Dense(8, Activation.ReLU)]
[Dense(8)]
internal sealed partial class Chain8;

[Network(16)]
[Dense(16, Activation.ReLU)]
[Dense(16, Activation.ReLU)]
[Dense(16)]
internal sealed partial class Chain16;

[Network(32)]
[Dense(32, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(32)]
internal sealed partial class Chain32;

[Network(64)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(64)]
internal sealed partial class Chain64;

[Network(128)]
[Dense(128, Activation.ReLU)]
[Dense(128, Activation.ReLU)]
[Dense(128)]
internal sealed partial class Chain128;

[Network(256)]
[Dense(256, Activation.ReLU)]
[Dense(256, Activation.ReLU)]
[Dense(256)]
internal sealed partial class Chain256;

[Network(512)]
[Dense(512, Activation.ReLU)]
[Dense(512, Activation.ReLU)]
[Dense(512)]
internal sealed partial class Chain512;

[Network(1024)]
[Dense(1024, Activation.ReLU)]
[Dense(1024, Activation.ReLU)]
[Dense(1024)]
internal sealed partial class Chain1024;

[Network(2048)]
[Dense(2048, Activation.ReLU)]
[Dense(2048, Activation.ReLU)]
[Dense(2048)]
internal sealed partial class Chain2048;

[Network(4096)]
[Dense(4096, Activation.ReLU)]
[Dense(4096, Activation.ReLU)]
[Dense(4096)]
internal sealed partial class Chain4096;
