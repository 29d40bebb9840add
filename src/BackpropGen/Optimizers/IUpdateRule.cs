using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// An optimizer's arithmetic on a register of parameters, whatever its width and precision: <see cref="OptimizerState{T}.Apply{TRule}"/> runs it over a range. A struct that
/// holds the step's numbers as fields; the JIT puts <see cref="Apply"/> into the loop.
/// </summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many values of state a parameter has: 0 to 3, not more than the optimizer's <see cref="IOptimizer.StateCount"/>.</summary>
    int StateCount { get; }

    /// <summary>The new parameters. Where parameter, gradient and state are 0, all must stay 0: so are absent edges and padding.</summary>
    /// <param name="p">Parameters.</param>
    /// <param name="g">Their gradients.</param>
    /// <param name="first">Their first value of state, to be replaced; 0 where the rule has none.</param>
    /// <param name="second">The second one.</param>
    /// <param name="third">The third one.</param>
    /// <typeparam name="TLanes">A register: + − × ÷ and functions such as <c>TLanes.Sqrt</c>, with <c>TLanes.Create(x)</c> for a number in all lanes.</typeparam>
    TLanes Apply<TLanes>(TLanes p, TLanes g, ref TLanes first, ref TLanes second, ref TLanes third)
        where TLanes : struct, ILanes<TLanes, T>;
}
