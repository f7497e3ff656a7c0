namespace Impetus.Lab.Data.Sets;

/// <summary>Another form that a set is passed around in.</summary>
/// <param name="Files">Its files. Their checksums need not be known: those of what is made of them are.</param>
/// <param name="Convert">Makes the set's files of them, in the folder that they lie in.</param>
public sealed record OtherForm(IReadOnlyList<DataFile> Files, Action<string> Convert);
