using System;

namespace BackpropGen.Conformance.Tests.Costs;

/// <summary>A number that counts each operation it takes part in. Signs are free.</summary>
internal readonly record struct Counted(double Value)
{
    [ThreadStatic]
    private static long _operations;

    /// <summary>Operations on this thread since <see cref="Reset"/>.</summary>
    public static long Operations => _operations;

    public static implicit operator Counted(double value) => new(value);

    public static Counted operator -(Counted a) => new(-a.Value);

    public static Counted operator +(Counted a, Counted b) => One(a.Value + b.Value);

    public static Counted operator -(Counted a, Counted b) => One(a.Value - b.Value);

    public static Counted operator *(Counted a, Counted b) => One(a.Value * b.Value);

    public static Counted operator /(Counted a, Counted b) => One(a.Value / b.Value);

    public static void Reset() => _operations = 0;

    /// <summary>The value of a function or of a selection: one operation.</summary>
    public static Counted One(double value)
    {
        _operations++;
        return new(value);
    }
}
