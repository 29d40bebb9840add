namespace BackpropGen.Generator.Emit;

/// <summary>Saving and loading: thin members over the runtime.</summary>
internal static class FileSection
{
    public static void Emit(EmitContext context)
    {
        foreach (var (verb, summary) in new[] { ("Save", "Writes parameters and running statistics as safetensors"), ("Load", "Reads what Save wrote; on any error the network stays as it was") })
        {
            context.Member($"<summary>{summary}.</summary>", $"public void {verb}(string path) => {Names.Runtime}ModelFile.{verb}(this, path);");
            context.Member($"<summary>{summary}.</summary>", $"public void {verb}(global::System.IO.Stream stream) => {Names.Runtime}ModelFile.{verb}(this, stream);");
        }

        ConstantSection.EmitExplicit(context);
    }
}
