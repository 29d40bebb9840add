using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CurveFit;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string output = Path.Combine(AppContext.BaseDirectory, "output");
Directory.CreateDirectory(output);

IReadOnlyList<Fit> fits = Fit.All();
Console.WriteLine($"1-12-1 network, {CurveNetwork.ParameterCount} parameters, {Curve.Samples.RowCount} samples of sin 3x");
foreach (Fit fit in fits)
{
    Console.WriteLine($"{fit.Name,-22} {fit.Result.Epochs,5} epochs, {fit.Seconds,6:F2} s, loss {fit.Result.History[^1].Loss:E1}, error between the samples {Curve.Error(fit.Network):E1}");
}

string curves = Path.Combine(output, "curves.svg");
string losses = Path.Combine(output, "losses.svg");
Fit.Curves(fits).SaveSvg(curves);
Fit.Losses(fits).SaveSvg(losses);
Console.WriteLine($"curves: {curves}");
Console.WriteLine($"losses: {losses}");
