using System;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>A chain of dense layers with sizes that nobody tuned for, and a batch size.</summary>
/// <param name="Sizes">Inputs, then the units of each layer.</param>
/// <param name="Batch">Rows of a step.</param>
internal sealed record RandomChain(int[] Sizes, int Batch)
{
    private const int WidestLayer = 1500, LargestBatch = 300, MostLayers = 5;

    /// <summary>The same with every width rounded up to a multiple of 16.</summary>
    public RandomChain RoundedUp => this with { Sizes = [.. Sizes.Select(size => (size + 15) / 16 * 16)] };

    /// <summary>The declaration of its network.</summary>
    public string Declare(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"using BackpropGen;\n[Network({Sizes[0]})]\n{string.Concat(Sizes.Skip(1).Select((size, layer) => string.Create(CultureInfo.InvariantCulture, $"[Dense({size}, Activation.{(layer == Sizes.Length - 2 ? "Identity" : "ReLU")})]\n")))}public sealed partial class {name};\n");

    /// <summary>Draws 1 to 5 layers, widths from 1 to 1500 (any, a prime, or a neighbour of a multiple of 16; small ones as often as large ones) and a batch from 1 to 300.</summary>
    public static RandomChain Draw(Random random) => new([.. Enumerable.Range(0, random.Next(1, MostLayers + 1) + 1).Select(_ => Width(random))], random.Next(1, LargestBatch + 1));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{string.Join("-", Sizes)}, batch {Batch}");

    private static int Width(Random random)
    {
        int width = (int)Math.Pow(WidestLayer, random.NextDouble());
        return random.Next(3) switch
        {
            0 => width,
            1 => NextPrime(width),
            _ => Math.Clamp((width / 16 * 16) + random.Next(-1, 2), 1, WidestLayer),
        };
    }

    private static int NextPrime(int number)
    {
        number = Math.Max(number, 2);
        while (Enumerable.Range(2, Math.Max(0, (int)Math.Sqrt(number) - 1)).Any(divisor => number % divisor == 0))
        {
            number++;
        }

        return number;
    }
}
