namespace BackpropGen.Runtime;

/// <summary>The entries of a model file's <c>__metadata__</c>.</summary>
internal static class ModelMetadata
{
    /// <summary>The key of the metadata in the header.</summary>
    public const string Section = "__metadata__";

    /// <summary>Who wrote the file, and by which version of these rules.</summary>
    public const string Format = "format";

    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string FormatValue = "BackpropGen 1";

    /// <summary>The value of <see cref="Format"/> in a checkpoint, which holds more than a model.</summary>
    public const string CheckpointFormatValue = "BackpropGen checkpoint 1";

    /// <summary>The network's name: for readers, never compared.</summary>
    public const string Network = "network";

    /// <summary>The network's precision: for readers; the tensors' types are compared.</summary>
    public const string Precision = "precision";

    /// <summary>The canonical text of <see cref="Runtime.Architecture"/>, so that a message can name the layer that differs.</summary>
    public const string Architecture = "architecture";

    /// <summary>The hash of that text.</summary>
    public const string Fingerprint = "fingerprint";

    /// <summary>The hash of the header, with zeros in this place, and the tensors' bytes.</summary>
    public const string Checksum = "checksum";

    /// <summary>What stands in the checksum's place while it is computed.</summary>
    public const string BlankChecksum = "0000000000000000";

    /// <summary>The tensor of a standardization's means; no layer may be called <c>input</c>.</summary>
    public const string StandardizationMean = "input.mean";

    /// <summary>The tensor of a standardization's scales.</summary>
    public const string StandardizationScale = "input.scale";
}
