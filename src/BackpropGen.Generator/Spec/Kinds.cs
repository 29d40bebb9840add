namespace BackpropGen.Generator.Spec;

// These mirror the enums of the runtime, in their order, because a generator cannot reference what its users reference; a test holds them equal.
internal enum ActivationKind
{
    Identity, Sigmoid, LogSigmoid, Tanh, ReLU, ReLU6, LeakyReLU, Elu, Selu, Softplus, Softsign, Gelu, GeluTanh, Silu, Mish, HardTanh, HardSigmoid, HardSwish, Softmax,
}

internal enum LossKind
{
    Auto, HalfSquaredError, MeanSquaredError, MeanAbsoluteError, Huber, LogCosh, BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CrossEntropy,
    CrossEntropyWithLogits, Hinge, SquaredHinge, PoissonNegativeLogLikelihood, KullbackLeibler,
}

internal enum BiasKind
{
    PerNeuron, Shared, None,
}

internal enum InitializerKind
{
    Auto, HeNormal, HeUniform, XavierNormal, XavierUniform, LecunNormal, LecunUniform, FanInUniform, Zeros,
}

/// <summary>Which attribute declared a layer.</summary>
internal enum LayerKind
{
    Dense, Activate, Add, Concat, Dropout, LayerNorm, BatchNorm,
}
