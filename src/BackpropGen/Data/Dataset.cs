namespace BackpropGen;

/// <summary>To come.</summary>
public sealed class Dataset<T>;
