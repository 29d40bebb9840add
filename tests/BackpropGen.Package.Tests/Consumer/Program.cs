using System;
using System.IO;
using BackpropGen;

var table = new Dataset<float>([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]);
var network = new ExclusiveOr(seed: 8);
network.Train(table, new TrainingOptions { Optimizer = new Adam(learningRate: 0.05), BatchSize = 4, Epochs = 500 });
string path = Path.Combine(AppContext.BaseDirectory, "xor.safetensors");
network.Save(path);

var loaded = new ExclusiveOr();
loaded.Load(path);
Console.WriteLine($"{Environment.Version.Major}: {loaded.Evaluate(table).Accuracy * 4} of 4");

[Network(2)]
[Dense(2, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class ExclusiveOr;
