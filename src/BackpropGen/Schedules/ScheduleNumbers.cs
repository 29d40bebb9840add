using System;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>Arithmetic and checks that schedules share.</summary>
internal static class ScheduleNumbers
{
    /// <summary>factorⁿ by squaring: multiplications only, the same bits on every machine.</summary>
    public static double Power(double factor, long n)
    {
        double result = 1;
        for (double square = factor; n > 0; n >>= 1, square *= square)
        {
            result *= (n & 1) == 1 ? square : 1;
        }

        return result;
    }

    /// <summary>From <paramref name="start"/> to <paramref name="end"/> along half a cosine.</summary>
    /// <param name="start">At 0.</param>
    /// <param name="end">At 1.</param>
    /// <param name="fraction">From 0 to 1.</param>
    public static double HalfCosine(double start, double end, double fraction) => end + ((start - end) * (1 + Math.Cos(Math.PI * fraction)) / 2);

    /// <summary>Refuses a length below 1.</summary>
    public static long Length(long value, string schedule, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{schedule}.{name}: expected 1 or more.");

    /// <summary>Refuses a factor that is not finite or below 0.</summary>
    public static double Factor(double value, string schedule, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{schedule}.{name}: expected a finite number that is not negative.");

    /// <summary>Refuses what is not above 0.</summary>
    public static double Positive(double value, string schedule, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{schedule}.{name}: expected a finite number greater than 0.");

    /// <summary>Refuses a share outside (0, 1).</summary>
    public static double Share(double value, string schedule, string name) => value is > 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{schedule}.{name}: expected a number between 0 and 1.");

    /// <summary>A schedule's canonical text: kind, numbers, and what k counts.</summary>
    public static string Text(LearningRateSchedule schedule, params double[] numbers) =>
        $"{schedule.GetType().Name}({string.Join(", ", numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)))}{(schedule.PerEpoch ? "; per epoch" : "")})";
}
