using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>The loop of all optimizers in every width, over ranges of all lengths that end in a register's midst.</summary>
public sealed class UpdateLoopTests
{
    [Fact]
    public void In_512_bits()
    {
        Run<Lanes512<float>, float>();
        Run<Lanes512<double>, double>();
    }

    [Fact]
    public void In_256_bits()
    {
        Run<Lanes256<float>, float>();
        Run<Lanes256<double>, double>();
    }

    [Fact]
    public void In_128_bits()
    {
        Run<Lanes128<float>, float>();
        Run<Lanes128<double>, double>();
    }

    [Fact]
    public void Refuses_another_number_of_gradients() =>
        Assert.Throws<ArgumentException>("gradients", () => UpdateLoop.Run<float, Counting<float>>(new float[3], new float[2], new OptimizerState<float>([], 0, 3, 1), default));

    private static void Run<V, T>()
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int states = 0; states <= 3; states++)
        {
            for (int length = 0; length <= 35; length++)
            {
                Run<V, T>(states, length);
            }
        }
    }

    private static void Run<V, T>(int states, int length)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Start = 2;
        T[] parameters = Numbers<T>(length, 1), gradients = Numbers<T>(length, 100);
        T[][] slots = [.. Enumerable.Range(0, states).Select(slot => Numbers<T>(length + 4, 1000 * (slot + 1)))];
        UpdateLoop.Run<V, T, Counting<T>>(parameters, gradients, new OptimizerState<T>(slots, Start, length, 1), new Counting<T>(states));
        for (int i = 0; i < length; i++)
        {
            double expected = i + 1 - (2 * (i + 100));
            for (int slot = 0; slot < states; slot++)
            {
                expected += (1000 * (slot + 1)) + i + Start;
            }

            Assert.Equal(expected, double.CreateChecked(parameters[i]));
        }

        for (int slot = 0; slot < states; slot++)
        {
            T[] before = Numbers<T>(length + 4, 1000 * (slot + 1));
            Assert.Equal(before.Select((value, i) => i < Start || i >= Start + length ? value : value + T.CreateChecked(slot + 1)), slots[slot]);
        }
    }

    private static T[] Numbers<T>(int length, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Enumerable.Range(first, length).Select(i => T.CreateChecked(i))];

    /// <summary>p − 2 g plus all that was remembered, which grows by the number of its place.</summary>
    private readonly struct Counting<T>(int states) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public int StateCount => states;

        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            V result = p - V.Constant(2) * g + first + second + third;
            first += V.Constant(1);
            second += V.Constant(2);
            third += V.Constant(3);
            return result;
        }
    }
}
