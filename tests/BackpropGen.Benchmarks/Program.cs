using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/BackpropGen.Benchmarks -- --filter "*"
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
