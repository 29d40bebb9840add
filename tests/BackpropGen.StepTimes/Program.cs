using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Intrinsics;
using BackpropGen.Benchmarks;

// What the benchmark's command `hardware` starts, once a way of compiling: it answers each line `<core's peak>` or `<workload> <mode> <batch>` by seconds.
Posix.Pin(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Environment.ProcessorCount - 1);
Console.WriteLine(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128);
var peak = new FmaPeak(library: null);
var timers = new Dictionary<string, StepTimer>();
while (Console.ReadLine() is { Length: > 0 } request)
{
    double seconds;
    if (request == StepTimer.Peak)
    {
        seconds = peak.SecondsPerFlop(() => Posix.ThreadSeconds);
    }
    else
    {
        if (!timers.TryGetValue(request, out StepTimer? timer))
        {
            timers[request] = timer = StepTimer.Of(request);
        }

        seconds = timer.Sample();
    }

    Console.WriteLine(seconds.ToString("R", CultureInfo.InvariantCulture));
}

foreach (StepTimer timer in timers.Values)
{
    timer.Dispose();
}
