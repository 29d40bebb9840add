using System;

namespace BackpropGen;

/// <summary>What all layers have in common. Layers stand in the order of their attributes; the last one is the output.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>A C# identifier by which other layers take this one's output, and which names its parameter views. Unique; <c>input</c> is reserved.</summary>
    public string? Name { get; set; }

    /// <summary>The layer whose output this one takes, in place of the previous layer's; <c>input</c> is the network's input. Several, separated by commas, are concatenated in that order.</summary>
    public string? From { get; set; }

    /// <summary>Whether training leaves this layer's parameters alone. Default false.</summary>
    public bool Frozen { get; set; }
}
