namespace BackpropGen;

/// <summary>How a figure of several classes becomes one.</summary>
public enum Average
{
    /// <summary>The mean over the classes, each counting the same.</summary>
    Macro,

    /// <summary>The mean over the classes, each counting as often as it is in the targets.</summary>
    Weighted,

    /// <summary>The figure of all classes' decisions taken together. With one class a row, precision, recall and F1 are then the accuracy.</summary>
    Micro,
}
