namespace BackpropGen;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The caller asked for it; what was learned until then stays.</summary>
    Cancelled,

    /// <summary>A loss was infinite or not a number; the network is as it was at the end of the last whole epoch, or at the start.</summary>
    NonFiniteLoss,
}
