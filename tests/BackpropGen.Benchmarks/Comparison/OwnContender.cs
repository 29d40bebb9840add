using System;
using System.Numerics;

namespace BackpropGen.Benchmarks;

/// <summary>A network of this library.</summary>
internal sealed class OwnContender<TCalls, T>(string name, Mode mode, int batch, float rate, Data<T> data, INetwork<T> network, TCalls calls) : IContender
    where TCalls : struct, ICalls<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _rate = T.CreateChecked(rate);
    private readonly T[] _parameters = new T[network.ParameterCount];

    public string Name { get; } = name;

    public Mode Mode { get; } = mode;

    public bool IsOwn => true;

    public bool IsVariant => typeof(T) == typeof(double) || (typeof(TCalls) != typeof(AnyCalls<float>) && typeof(TCalls).IsConstructedGenericType);

    public ReadOnlySpan<float> Outputs
    {
        get
        {
            var outputs = new float[batch * network.OutputCount];
            Convert<T, float>(data.OutputRows(batch), outputs);
            return outputs;
        }
    }

    public void Set(ReadOnlySpan<float> parameters)
    {
        Convert<float, T>(parameters, _parameters);
        network.SetParameters(_parameters);
    }

    public void Get(Span<float> parameters)
    {
        network.GetParameters(_parameters);
        Convert<T, float>(_parameters, parameters);
    }

    public void Pass(int rows)
    {
        switch (Mode)
        {
            case Mode.Step:
                for (int row = 0; row + batch <= rows; row += batch)
                {
                    calls.Step(data.InputRows(row, batch), data.TargetRows(row, batch), _rate);
                }

                break;
            case Mode.Rows:
                calls.Rows(data.InputRows(0, rows), data.TargetRows(0, rows), _rate);
                break;
            default:
                for (int row = 0; row + batch <= rows; row += batch)
                {
                    calls.Predict(data.InputRows(row, batch), data.OutputRows(batch));
                }

                break;
        }
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo>
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }
}
