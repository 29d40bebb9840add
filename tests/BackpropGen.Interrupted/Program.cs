using System;
using System.Globalization;
using System.IO;
using BackpropGen.Interrupted;

// CHECKPOINT EPOCHS MODEL: goes on from the checkpoint, if there is one, until so many epochs, and saves the model
string checkpoint = args[0];
var network = new NoisyNetwork();
var options = LongTraining.Options(int.Parse(args[1], CultureInfo.InvariantCulture)) with
{
    Checkpoint = new(checkpoint),
    ResumeFrom = File.Exists(checkpoint) ? checkpoint : null,
};
Console.WriteLine(network.Train(LongTraining.Data, options).StopReason);
network.Save(args[2]);
