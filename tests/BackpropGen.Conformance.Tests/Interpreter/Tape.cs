using System;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>A scalar reverse-mode tape: each entry holds a value and its derivatives by at most three earlier entries.</summary>
internal sealed class Tape
{
    private Entry[] _entries = new Entry[1024];
    private int _count;

    /// <summary>The least distance of an argument to a place where a piecewise function has no derivative, or none of second order.</summary>
    public double KinkDistance { get; private set; } = double.PositiveInfinity;

    /// <summary>The value of an entry.</summary>
    public double this[int index] => _entries[index].Value;

    /// <summary>A value that depends on nothing.</summary>
    public Scalar Leaf(double value) => Push(value, -1, 0, -1, 0, -1, 0);

    /// <summary>A value that depends on one entry.</summary>
    public Scalar Unary(double value, Scalar a, double byA) => Push(value, a.Index, byA, -1, 0, -1, 0);

    /// <summary>A value that depends on two entries.</summary>
    public Scalar Binary(double value, Scalar a, double byA, Scalar b, double byB) => Push(value, a.Index, byA, b.Index, byB, -1, 0);

    /// <summary>a · b + c.</summary>
    public Scalar MultiplyAdd(Scalar a, Scalar b, Scalar c) => Push((a.Value * b.Value) + c.Value, a.Index, b.Value, b.Index, a.Value, c.Index, 1);

    /// <summary>Takes note of how far an argument lies from a kink.</summary>
    public void NoteKink(double distance) => KinkDistance = Math.Min(KinkDistance, Math.Abs(distance));

    /// <summary>The derivatives of one entry by all entries, and of each the sum of the magnitudes of its terms, which rounding goes by.</summary>
    public (double[] Gradient, double[] Magnitudes) Differentiate(Scalar output)
    {
        double[] gradient = new double[_count], magnitudes = new double[_count];
        gradient[output.Index] = 1;
        for (var i = output.Index; i >= 0; i--)
        {
            ref readonly var entry = ref _entries[i];
            var g = gradient[i];
            if (g == 0)
            {
                continue;
            }

            Accumulate(entry.A, entry.ByA * g);
            Accumulate(entry.B, entry.ByB * g);
            Accumulate(entry.C, entry.ByC * g);
        }

        return (gradient, magnitudes);

        void Accumulate(int index, double term)
        {
            if (index >= 0)
            {
                gradient[index] += term;
                magnitudes[index] += Math.Abs(term);
            }
        }
    }

    private Scalar Push(double value, int a, double byA, int b, double byB, int c, double byC)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        _entries[_count] = new(value, a, byA, b, byB, c, byC);
        return new(this, _count++);
    }

    private readonly record struct Entry(double Value, int A, double ByA, int B, double ByB, int C, double ByC);
}

/// <summary>A value on a tape.</summary>
internal readonly struct Scalar(Tape tape, int index)
{
    public Tape Tape { get; } = tape;

    public int Index { get; } = index;

    public double Value => Tape[Index];

    public static Scalar operator +(Scalar a, Scalar b) => a.Tape.Binary(a.Value + b.Value, a, 1, b, 1);

    public static Scalar operator +(Scalar a, double b) => a.Tape.Unary(a.Value + b, a, 1);

    public static Scalar operator -(Scalar a) => a.Tape.Unary(-a.Value, a, -1);

    public static Scalar operator -(Scalar a, Scalar b) => a.Tape.Binary(a.Value - b.Value, a, 1, b, -1);

    public static Scalar operator -(Scalar a, double b) => a.Tape.Unary(a.Value - b, a, 1);

    public static Scalar operator *(Scalar a, Scalar b) => a.Tape.Binary(a.Value * b.Value, a, b.Value, b, a.Value);

    public static Scalar operator *(double a, Scalar b) => b.Tape.Unary(a * b.Value, b, a);

    public static Scalar operator /(Scalar a, Scalar b) => a.Tape.Binary(a.Value / b.Value, a, 1 / b.Value, b, -a.Value / (b.Value * b.Value));
}
