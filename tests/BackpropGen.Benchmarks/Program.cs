using System;
using BackpropGen.Benchmarks;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- peers      against other libraries
// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- --filter "*"   ours alone
if (args is ["peers", ..])
{
    return PeersCommand.Run(args.AsSpan(1));
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
