namespace BackpropGen.Runtime;

/// <summary>Work in chunks that several threads may do at once.</summary>
internal interface IJob
{
    /// <summary>Does one chunk; nothing that another chunk reads or writes is written.</summary>
    /// <param name="chunk">0 and up.</param>
    void Execute(int chunk);
}
