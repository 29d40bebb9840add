using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// The step of <see cref="Adam"/> and <see cref="AdamW"/>: what it multiplies with, computed in double and rounded to T once; η m̂ = StepSize · m and
/// √v̂ = RootScale · √v. State: mean, mean square, and with AMSGrad the largest mean square.
/// </summary>
/// <param name="adam">Its rates, without the weight decay.</param>
/// <param name="decay">What times the parameter is added to the gradient.</param>
/// <param name="shrinkage">What times the parameter is taken from it before the step.</param>
/// <param name="step">The number of this step, from 1.</param>
/// <typeparam name="T">The type of the parameters.</typeparam>
internal readonly struct AdamRule<T>(Adam adam, double decay, double shrinkage, long step) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _keepMean = Number<T>.From(adam.Beta1);
    private readonly T _freshMean = Number<T>.From(1 - adam.Beta1);
    private readonly T _keepSquare = Number<T>.From(adam.Beta2);
    private readonly T _freshSquare = Number<T>.From(1 - adam.Beta2);
    private readonly T _decay = Number<T>.From(decay);
    private readonly T _shrink = Number<T>.From(1 - shrinkage);
    private readonly T _epsilon = Number<T>.From(adam.Epsilon);
    private readonly T _stepSize = Number<T>.From(adam.LearningRate / (1 - Math.Pow(adam.Beta1, step)));
    private readonly T _rootScale = Number<T>.From(1 / Math.Sqrt(1 - Math.Pow(adam.Beta2, step)));
    private readonly bool _isAmsGrad = adam.AmsGrad;

    public int StateCount => _isAmsGrad ? 3 : 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
        where V : struct, ILanes<V, T>
    {
        g = V.MultiplyAdd(V.Create(_decay), p, g);
        first = V.MultiplyAdd(V.Create(_keepMean), first, _freshMean * g);
        second = V.MultiplyAdd(V.Create(_keepSquare), second, _freshSquare * (g * g));
        V square = second;
        if (_isAmsGrad)
        {
            third = V.Max(second, third);
            square = third;
        }

        V root = V.MultiplyAdd(V.Sqrt(square), V.Create(_rootScale), V.Create(_epsilon));
        return (_shrink * p) - (_stepSize * first / root);
    }
}
