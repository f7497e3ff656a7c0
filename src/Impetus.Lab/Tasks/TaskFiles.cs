namespace Impetus.Lab.Tasks;

/// <summary>Files of the user's own that a task trains on.</summary>
/// <param name="Data">A table of labelled texts, or a folder of them; null where the task has its own.</param>
/// <param name="Encoder">The folder of an encoder; null for the usual one.</param>
public sealed record TaskFiles(string? Data, string? Encoder);
