using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>The products for one width of registers, by one thread or several.</content>
public static partial class Tiles
{
    /// <summary><see cref="Affine{T, TEpilogue}"/> for one width of registers, unchecked.</summary>
    internal static void Affine<TLanes, TVector, T, TEpilogue>(in AffineOperands<T> o, int rows, Workers? workers = null)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (o.Outputs == 1 && OneUnit<TLanes, T>.Takes(o.Inputs))
        {
            OneUnit<TLanes, T>.Affine(in o, rows);
            AffineProduct<TLanes, TVector, T>.Finish<TEpilogue>(in o, 0, rows, PanelLayout.Width<T>(0, 1) / TLanes.Count);
            return;
        }

        if (workers is not null && AffineJob<TLanes, TVector, T, TEpilogue>.TryRun(in o, rows, workers))
        {
            return;
        }

        int panels = PanelLayout.Count<T>(o.Outputs);
        if (rows == 1)
        {
            RowProduct<TLanes, TVector, T>.Run<TEpilogue>(in o, 0, panels);
        }
        else
        {
            AffineProduct<TLanes, TVector, T>.Run<TEpilogue>(in o, 0, rows, 0, panels);
        }
    }

    /// <summary><see cref="InputGradient{T, TEpilogue}"/> for one width of registers, unchecked.</summary>
    internal static void InputGradient<TLanes, TVector, T, TEpilogue>(in AffineOperands<T> o, int rows, Workers? workers = null)
        where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (workers is null || !AffineJob<TLanes, TVector, T, TEpilogue>.TryRun(in o, rows, workers, transposes: true))
        {
            InputProduct<TLanes, TVector, T>.Run<TEpilogue>(in o, 0, rows, 0, PanelLayout.Count<T>(o.Outputs));
        }
    }

    /// <summary><see cref="WeightGradient{T, TUpdate}"/> for one width of registers, unchecked.</summary>
    internal static void WeightGradient<TLanes, TVector, T, TUpdate>(in GradientOperands<T> o, TUpdate update, Workers? workers = null)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        if (o.Outputs == 1 && OneUnit<TLanes, T>.Takes(o.Inputs))
        {
            OneUnit<TLanes, T>.WeightGradient(in o, update);
        }
        else if (workers is null || !WeightGradientJob<TLanes, TVector, T, TUpdate>.TryRun(in o, update, workers))
        {
            GradientProduct<TLanes, TVector, T>.Run(in o, update, 0, o.Inputs, 0, PanelLayout.Count<T>(o.Outputs));
        }
    }

    /// <summary><see cref="BiasGradient{T, TUpdate}"/> for one width of registers, unchecked.</summary>
    internal static void BiasGradient<TLanes, TVector, T, TUpdate>(
        ReadOnlySpan<T> delta, int deltaStride, Span<T> biases, int rows, int outputs, TUpdate update, Workers? workers = null)
        where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        if (biases.Length == 1)
        {
            BiasSums<TLanes, TVector, T>.RunShared(delta, deltaStride, biases, rows, outputs, update);
        }
        else if (workers is null || !BiasGradientJob<TLanes, TVector, T, TUpdate>.TryRun(delta, deltaStride, biases, rows, outputs, update, workers))
        {
            BiasSums<TLanes, TVector, T>.Run(delta, deltaStride, biases, rows, outputs, update, 0, PanelLayout.Count<T>(outputs));
        }
    }
}
