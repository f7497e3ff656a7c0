namespace Impetus.Faults.Fuzzing;

/// <summary>Something that reads what comes from outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seeds">Inputs that it reads, or nearly so; mutations start there.</param>
/// <param name="Read">Reads one; a refusal is an exception that users are shown as a message.</param>
internal sealed record Reader(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read);
