using System;
using System.Globalization;
using BackpropGen;

namespace Digits;

/// <summary>One digit drawn in characters, with what the network makes of it.</summary>
internal static class DigitPicture
{
    private const int Side = 8;

    // from no ink to full ink: pixels are 0 to 16
    private const string Inks = " .:-=+*#@";

    public static void Show(DigitNetwork network, Standardization<float> standardization, Dataset<float> pixels, int row)
    {
        ReadOnlySpan<float> picture = pixels.InputRow(row);
        for (int line = 0; line < Side; line++)
        {
            Console.WriteLine("    " + Line(picture.Slice(line * Side, Side)));
        }

        var inputs = new float[picture.Length];
        var probabilities = new float[DigitNetwork.OutputCount];
        standardization.Apply(picture, inputs);
        network.Predict(inputs, probabilities);
        int said = network.PredictClass(inputs);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the loaded model says {said} (probability {probabilities[said]:F4}); it is a {pixels.TargetRow(row).IndexOf(1f)}"));
    }

    private static string Line(ReadOnlySpan<float> pixels)
    {
        string line = string.Empty;
        foreach (float pixel in pixels)
        {
            line += new string(Inks[(int)pixel / 2], 2);
        }

        return line.TrimEnd();
    }
}
