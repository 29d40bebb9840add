using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>Words and numbers of the report.</summary>
internal static class ReportText
{
    /// <summary>A number with four digits; – for none.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        string text = size != 0 && (size < 1e-3 || size >= 1e6) ? value.ToString("0.00e0", CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);
        return double.IsNaN(value) ? "–" : double.IsInfinity(value) ? value > 0 ? "∞" : "−∞" : text.Replace('-', '−');
    }

    /// <summary>A share in percent; – for none.</summary>
    public static string Percent(double? share) => share is null || double.IsNaN(share.Value) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    /// <summary>A count with thousands set apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The words of a name: MeanSquaredError is mean squared error.</summary>
    public static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>A record in the culture of no country.</summary>
    public static string Invariant(object value)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return value.ToString() ?? string.Empty;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Why a training ended, in words.</summary>
    public static string Reason(StopReason reason) => reason switch
    {
        StopReason.Completed => "all epochs done",
        StopReason.Cancelled => "cancelled",
        StopReason.NonFiniteLoss => "the loss was not finite",
        StopReason.TargetLoss => "target loss reached",
        StopReason.NoImprovement => "no improvement any more",
        StopReason.GradientNorm => "gradient small enough",
        StopReason.TimeLimit => "time limit reached",
        _ => Words(reason.ToString()).ToLowerInvariant(),
    };

    /// <summary>A file that is part of the library.</summary>
    public static string Resource(string name)
    {
        using Stream stream = typeof(ReportText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
