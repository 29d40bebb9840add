using System;
using BackpropGen.Benchmarks;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- peers          against other libraries
// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- scaling        curves over width and batch size
// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- chains         chains of random sizes
// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- hardware       narrower registers, and code compiled ahead of time
// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- generator      the generator, and the C# compiler on what it emits
// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- first-call     what the JIT takes
// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- --filter "*"   ours alone
try
{
    switch (args)
    {
        case ["peers", ..]:
            return PeersCommand.Run(args.AsSpan(1));
        case ["scaling", ..]:
            return ScalingCommand.Run(args.AsSpan(1));
        case ["chains", ..]:
            return ChainsCommand.Run(args.AsSpan(1));
        case ["hardware", ..]:
            return HardwareCommand.Run(args.AsSpan(1));
        case ["generator"]:
            return GeneratorCommand.Run();
        case ["first-call", ..]:
            return FirstCallCommand.Run(args.AsSpan(1));
        default:
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
            return 0;
    }
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
