using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Plan;

/// <summary>The initialisation that <see cref="InitializerKind.Auto"/> stands for.</summary>
internal static class InitializerChoice
{
    /// <summary>He for functions that are linear for large z and nearly nothing below, LeCun for the self-normalising one, Xavier for the rest.</summary>
    public static InitializerKind Resolve(LayerSpec layer) => layer.Initializer != InitializerKind.Auto ? layer.Initializer : layer.Activation switch
    {
        ActivationKind.ReLU or ActivationKind.ReLU6 or ActivationKind.LeakyReLU or ActivationKind.Elu or ActivationKind.Gelu or ActivationKind.GeluTanh
            or ActivationKind.Silu or ActivationKind.Mish or ActivationKind.HardSwish => InitializerKind.HeNormal,
        ActivationKind.Selu => InitializerKind.LecunNormal,
        _ => InitializerKind.XavierUniform,
    };
}
