using System;
using System.Globalization;
using CustomActivation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Comparison comparison = Comparison.Run();
Console.WriteLine($"Snake, as read: {SnakeNetwork.Description.Layers[0].ActivationFormula}; the frequency learned: {comparison.Frequency:F3}");
Console.WriteLine($"error between the samples: Snake {Signal.Error(comparison.Snake, Signal.Inside):F3}, tanh {Signal.Error(comparison.Tanh, Signal.Inside):F3}");
Console.WriteLine($"error beyond the samples:  Snake {Signal.Error(comparison.Snake, Signal.Beyond):F3}, tanh {Signal.Error(comparison.Tanh, Signal.Beyond):F3}");
Console.WriteLine($"the network with the loss {UpperNetwork.Description.LossFormula} has {Signal.ShareBelow(comparison.Upper):P0} of the samples below it");
