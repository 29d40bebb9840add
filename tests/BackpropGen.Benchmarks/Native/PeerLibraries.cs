using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Benchmarks;

/// <summary>The peers this machine can build, and those it cannot.</summary>
internal sealed unsafe class PeerLibraries
{
    private readonly List<(nint Entries, int Count, string Compiler)> _tables = [];
    private readonly List<NativeChains> _chains = [];
    private readonly List<ProcessRecipe> _processes = [];
    private readonly List<string> _absent = [];

    /// <summary>Builds and loads all peers, and the libraries given by path beside them.</summary>
    public PeerLibraries(IEnumerable<string> extra, Action<string> log)
    {
        Compilers = PeerCompiler.Find();
        foreach ((string name, string value) in Recipe.Variables)
        {
            Posix.SetVariable(name, value);
        }

        foreach (Recipe recipe in Recipe.All)
        {
            Add(recipe, log);
        }

        foreach (string path in extra)
        {
            Load(path, System.IO.Path.GetFileNameWithoutExtension(path));
        }

        _processes.AddRange(ProcessRecipe.Find(_absent.Add));
        Peak = Compilers.Select(compiler => compiler.Build(Recipe.Peak).Path).FirstOrDefault(path => path is not null);
    }

    public IReadOnlyList<PeerCompiler> Compilers { get; }

    /// <summary>The library that measures the core's peak, or null.</summary>
    public string? Peak { get; }

    /// <summary>Each peer that is not there, and why.</summary>
    public IReadOnlyList<string> Absent => _absent;

    /// <summary>Makes all contenders of a workload and mode.</summary>
    public IEnumerable<IContender> Create(Workload workload, Mode mode, int batch, Data<float> data, float rate)
    {
        if (workload.IsChain)
        {
            return _chains.Select(library => library.Create(workload.Sizes[0], batch, data, rate));
        }

        var found = new List<IContender>();
        foreach ((nint entries, int count, string compiler) in _tables)
        {
            for (int i = 0; i < count; i++)
            {
                NativeEntry* entry = (NativeEntry*)entries + i;
                if (entry->Batch == batch && NativeContender.ModeOf(entry) == mode && Marshal.PtrToStringUTF8(entry->Workload) == workload.Name)
                {
                    found.Add(new NativeContender(entry, compiler, data, rate));
                }
            }
        }

        found.AddRange(_processes
            .Where(recipe => Array.IndexOf(recipe.Modes, mode) >= 0 && workload.Sizes[0] >= recipe.FromInputs)
            .Select(recipe => ProcessPeer.Start(recipe, workload, mode, batch, rate, data)));
        return found;
    }

    private void Add(Recipe recipe, Action<string> log)
    {
        if (recipe.NeedsAvx512 && !Avx512DQ.IsSupported)
        {
            _absent.Add($"{recipe.Name}: the core has no AVX-512");
            return;
        }

        if (Compilers.Count == 0)
        {
            _absent.Add($"{recipe.Name}: neither g++ nor clang++ is installed");
            return;
        }

        foreach (PeerCompiler compiler in recipe.EveryCompiler ? Compilers : Compilers.Take(1))
        {
            log($"{recipe.Name}, {compiler.Name}");
            (string? path, string error) = compiler.Build(recipe);
            if (path is null)
            {
                _absent.Add($"{recipe.Name} ({compiler.Name}): {error}");
            }
            else
            {
                Load(path, compiler.Name);
            }
        }
    }

    private void Load(string path, string compiler)
    {
        nint library = NativeLibrary.Load(path);
        var table = (delegate* unmanaged<int*, NativeEntry*>)NativeLibrary.GetExport(library, "contenders");
        int count;
        NativeEntry* entries = table(&count);
        _tables.Add(((nint)entries, count, compiler));
        if (NativeLibrary.TryGetExport(library, "chain", out _))
        {
            _chains.Add(new NativeChains(Marshal.PtrToStringUTF8(entries->Name)!, library));
        }
    }
}
